#if OpenDHT
    import CProgram
    import Glibc

    /// A child process and the node's ends of its two pipes. The thread that starts it has to outlive it: it ends with
    /// that thread.
    struct NodeChild {
        struct NotStarted: Error {
            let reason: String
        }

        let process: pid_t
        /// What it reads and what it writes; neither blocks.
        let input: Int32
        let output: Int32

        /// - Parameters:
        ///   - command: the program's name and its arguments.
        ///   - program: where it is; this one itself.
        init(_ command: [String], program: String = "/proc/self/exe") throws(NotStarted) {
            var toChild: [Int32] = [-1, -1]
            var fromChild: [Int32] = [-1, -1]
            guard program_pipe(&toChild) == 0 else { throw Self.fault(errno) }
            guard program_pipe(&fromChild) == 0 else {
                let code = errno
                for end in toChild { close(end) }
                throw Self.fault(code)
            }
            var process: pid_t = 0
            let code = Self.spawn(program, command, reading: toChild[0], writing: fromChild[1], &process)
            close(toChild[0])
            close(fromChild[1])
            guard code == 0 else {
                close(toChild[1])
                close(fromChild[0])
                throw Self.fault(code)
            }
            self.process = process
            input = toChild[1]
            output = fromChild[0]
            Pipe.stopBlocking(input)
            Pipe.stopBlocking(output)
        }

        private static func fault(_ code: Int32) -> NotStarted {
            NotStarted(reason: String(cString: strerror(code)))
        }

        /// In a process group of its own, so that a key on the terminal reaches the node alone, and with all signals as
        /// they are for a new program.
        private static func spawn(
            _ program: String, _ command: [String], reading: Int32, writing: Int32, _ process: inout pid_t
        ) -> Int32 {
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
            posix_spawn_file_actions_init(&actions)
            posix_spawnattr_init(&attributes)
            defer {
                posix_spawn_file_actions_destroy(&actions)
                posix_spawnattr_destroy(&attributes)
            }
            posix_spawn_file_actions_adddup2(&actions, reading, STDIN_FILENO)
            posix_spawn_file_actions_adddup2(&actions, writing, STDOUT_FILENO)
            var none = sigset_t()
            var all = sigset_t()
            sigemptyset(&none)
            sigfillset(&all)
            posix_spawnattr_setsigmask(&attributes, &none)
            posix_spawnattr_setsigdefault(&attributes, &all)
            posix_spawnattr_setpgroup(&attributes, 0)
            posix_spawnattr_setflags(
                &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
            var arguments = command.map { strdup($0) } + [nil]
            var environment = environment().map { strdup($0) } + [nil]
            defer { for text in arguments + environment { free(text) } }
            return posix_spawn(&process, program, &actions, &attributes, &arguments, &environment)
        }

        /// Without the node's settings, some of which are secrets.
        private static func environment() -> [String] {
            var all: [String] = []
            var next = environ
            while let variable = next.pointee {
                let text = String(cString: variable)
                if !text.hasPrefix("SENTRYPEER_") { all.append(text) }
                next += 1
            }
            return all
        }

        /// Ends it at once.
        func kill() {
            close(input)
            close(output)
            Glibc.kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }

        /// Lets it see that nobody needs it any more, and waits a moment.
        func end() {
            close(input)
            for _ in 0..<100 {
                if waitpid(process, nil, WNOHANG) == process {
                    close(output)
                    return
                }
                usleep(5_000)
            }
            Glibc.kill(process, SIGKILL)
            waitpid(process, nil, 0)
            close(output)
        }
    }
#endif
