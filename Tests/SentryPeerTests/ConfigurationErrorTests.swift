import Testing

@testable import sentrypeer

@Suite struct ConfigurationErrorTests {
    @Test(arguments: [
        ("--reply-limit many", #"--reply-limit: "many" is not a whole number from 0 to 1000000000."#),
        ("--reply-limit 1000000001", #"--reply-limit: "1000000001" is not a whole number from 0 to 1000000000."#),
        ("--reply-limit=-1", #"--reply-limit: "-1" is not a whole number from 0 to 1000000000."#),
        ("--idle-timeout 0", #"--idle-timeout: "0" is not a whole number from 1 to 86400."#),
        ("--connection-limit 0", #"--connection-limit: "0" is not a whole number from 1 to 1000000."#),
        (
            "--source-connection-limit 1.5",
            #"--source-connection-limit: "1.5" is not a whole number from 1 to 1000000."#
        ),
        ("--retention-days 36501", #"--retention-days: "36501" is not a whole number from 0 to 36500."#),
        ("--dht-port 65536", #"--dht-port: "65536" is not a whole number from 0 to 65535."#),
        (
            "--database-size 8X",
            #"--database-size: "8X" is not a size of 1M or more, like 512M or 8G, or 0 for no limit."#
        ),
        (
            "--database-size 8",
            #"--database-size: "8" is not a size of 1M or more, like 512M or 8G, or 0 for no limit."#
        ),
        (
            "--sharing-trusted ed25519:12",
            #"--sharing-trusted: "ed25519:12" is not an author's key, ed25519: and 64 digits, "#
                + "as sentrypeer key show prints it."
        ),
        ("--sharing-lookups maybe", #"--sharing-lookups: "maybe" is not off or direct or bucket."#),
        ("--sharing-quorum 0", #"--sharing-quorum: "0" is not a whole number from 1 to 100."#),
        ("--synchronous off", #"--synchronous: "off" is not normal or full."#),
        ("--json-log-addresses port", #"--json-log-addresses: "port" is not ip or ip:port."#),
        (
            "-z localhost:5061",
            #"-z/--tls-listen-address: "localhost:5061" is not a numeric address with a port, "#
                + "like 0.0.0.0:5060 or [::]:5060."
        ),
        (
            "--sip-listen 127.0.0.1:0,::1:5060",
            #"--sip-listen: "::1:5060" is not a numeric address with a port, like 0.0.0.0:5060 or [::]:5060."#
        ),
        ("-z 0.0.0.0:70000", #"-z/--tls-listen-address: "0.0.0.0:70000" does not end with a port from 0 to 65535."#),
        ("--api-listen 127.0.0.1", #"--api-listen: "127.0.0.1" does not end with a port from 0 to 65535."#),
        (
            "-b node.example.org:0",
            #"-b/--bootstrap-node: "node.example.org:0" does not end with a port from 1 to 65535."#
        ),
        (
            "-b :4222",
            #"-b/--bootstrap-node: ":4222" is not a host with or without a port, like node.example.org:4222."#
        ),
        (
            "--media-ports 10000",
            #"--media-ports: "10000" is not two ports from 1024 to 65535, the lower first, like 10000-20000."#
        ),
        (
            "--media-ports 20000-10000",
            #"--media-ports: "20000-10000" is not two ports from 1024 to 65535, the lower first, like 10000-20000."#
        ),
        (
            "--media-ports 10000-10000",
            #"--media-ports: "10000-10000" is not two ports from 1024 to 65535, the lower first, like 10000-20000."#
        ),
        (
            "--media-ports 1023-2000",
            #"--media-ports: "1023-2000" is not two ports from 1024 to 65535, the lower first, like 10000-20000."#
        ),
        (
            "--media-ports 2000-65536",
            #"--media-ports: "2000-65536" is not two ports from 1024 to 65535, the lower first, like 10000-20000."#
        ),
        (
            "--media-ports 2000-+3000",
            #"--media-ports: "2000-+3000" is not two ports from 1024 to 65535, the lower first, like 10000-20000."#
        ),
        (
            "--media-ports 1-2-3",
            #"--media-ports: "1-2-3" is not two ports from 1024 to 65535, the lower first, like 10000-20000."#
        ),
        (
            "--ignore 10.0.0.0/33",
            #"--ignore: "10.0.0.0/33" is not an address or a network, like 192.0.2.0/24 or 2001:db8::/32."#
        ),
        (
            "-w ftp://example.org",
            #"-w/--webhook-url: "ftp://example.org" is not a URL that begins with https:// or http://."#
        ),
        (
            "--dial-plan XX:00",
            #"--dial-plan: "XX" is no country: a dial plan begins with two letters, such as GB or US:011:9."#
        ),
        (
            "--dial-plan GB:00:9w",
            #"--dial-plan: "9w" cannot be dialled: a prefix in a dial plan is one to eight digits."#
        ),
        (
            "--hep 127.0.0.1",
            #"--hep: "127.0.0.1" is not a collector, like homer.example.org:9060 or tcp:192.0.2.1:9060."#
        ),
        (
            "--hep tls:127.0.0.1:9060",
            #"--hep: "tls:127.0.0.1:9060" is not a collector, like homer.example.org:9060 or tcp:192.0.2.1:9060."#
        ),
        (
            "--hep udp:9060",
            #"--hep: "udp:9060" is not a collector, like homer.example.org:9060 or tcp:192.0.2.1:9060."#
        ),
        ("--hep-id 4294967296", #"--hep-id: "4294967296" is not a whole number from 0 to 4294967295."#),
        ("--hep-password \(String(repeating: "x", count: 256))", "--hep-password: must not be longer than 255 bytes."),
        (
            "--sharing-group-reciprocity true",
            "--sharing-group-reciprocity: needs --sharing-group-file "
                + "(SENTRYPEER_SHARING_GROUP_FILE, sharing_group_file) beside it."
        ),
        ("-t a.crt", "-t/--cert: needs -k/--key (SENTRYPEER_KEY, key) beside it."),
        ("-k a.key", "-k/--key: needs -t/--cert (SENTRYPEER_CERT, cert) beside it."),
        (
            "-i me",
            "-i/--oauth2-client-id: needs -c/--oauth2-client-secret "
                + "(SENTRYPEER_OAUTH2_CLIENT_SECRET, oauth2_client_secret) beside it."
        ),
        (
            "--persona frepbx",
            #"--persona: "frepbx" is not freepbx, asterisk, kamailio, cisco, ata or random, nor a file."#
        ),
        ("--persona ./no.toml", "--persona: cannot read ./no.toml: No such file or directory."),
        ("-g no.toml", "-g/--config-file: cannot read no.toml: No such file or directory."),
    ])
    func onTheCommandLine(commandLine: String, sentence: String) {
        let error = #expect(throws: ConfigurationError.self) { try NodeCommand.settings(commandLine) }
        #expect(error?.description == sentence)
    }

    @Test(arguments: [
        (
            "SENTRYPEER_REPLY_LIMIT", "200 ",
            #"SENTRYPEER_REPLY_LIMIT: "200 " is not a whole number from 0 to 1000000000."#
        ),
        (
            "SENTRYPEER_SIP_LISTEN", "127.0.0.1:5060,",
            #"SENTRYPEER_SIP_LISTEN: "" is not a numeric address with a port, like 0.0.0.0:5060 or [::]:5060."#
        ),
        ("SENTRYPEER_CERT", "a.crt", "SENTRYPEER_CERT: needs -k/--key (SENTRYPEER_KEY, key) beside it."),
        (
            "SENTRYPEER_CONFIG_FILE", "no.toml",
            "SENTRYPEER_CONFIG_FILE: cannot read no.toml: No such file or directory."
        ),
    ])
    func inTheEnvironment(name: String, text: String, sentence: String) {
        let error = #expect(throws: ConfigurationError.self) { try NodeCommand.settings(environment: [name: text]) }
        #expect(error?.description == sentence)
    }

    @Test(arguments: [
        ("reply_limt = 3", #"node.toml: there is no setting "reply_limt"; did you mean "reply_limit"?"#),
        ("reply-limit = 3", #"node.toml: there is no setting "reply-limit"; did you mean "reply_limit"?"#),
        ("colour = 3", #"node.toml: there is no setting "colour"; sentrypeer help settings lists them all."#),
        (
            #"config_file = "x""#,
            #"node.toml: there is no setting "config_file"; sentrypeer help settings lists them all."#
        ),
        (#"reply_limit = "3""#, "reply_limit in node.toml: must be a whole number, not a string."),
        ("reply_limit = -3", #"reply_limit in node.toml: "-3" is not a whole number from 0 to 1000000000."#),
        ("db_file = 3", "db_file in node.toml: must be a string, not a whole number."),
        (#"db_file = """#, "db_file in node.toml: must not be empty."),
        (#"json_log = "yes""#, "json_log in node.toml: must be true or false, not a string."),
        ("[api]\nport = 1", "api in node.toml: must be true or false, not a table."),
        (
            "database_size = 1.5",
            #"database_size in node.toml: must be a whole number or a string like "8G", not a fraction."#
        ),
        ("synchronous = 2024-02-29", "synchronous in node.toml: must be a string, not a date or time."),
        ("ignore = true", "ignore in node.toml: must be a string or an array of strings, not true or false."),
        (
            #"ignore = ["10.0.0.0/8", 4]"#,
            "ignore in node.toml: must be a string or an array of strings, not an array with a whole number in it."
        ),
        (
            #"ignore = ["10.0.0.0/x"]"#,
            #"ignore in node.toml: "10.0.0.0/x" is not an address or a network, like 192.0.2.0/24 or 2001:db8::/32."#
        ),
        (#"key = "a.key""#, "key in node.toml: needs -t/--cert (SENTRYPEER_CERT, cert) beside it."),
        (
            "\n\napi = tru\n",
            "node.toml, line 3: Error while parsing boolean: expected 'true', saw 'tru '."
        ),
        (
            "api = true\napi = false",
            "node.toml, line 2: Error while parsing key-value pair: cannot redefine existing boolean 'api'."
        ),
    ])
    func inTheFile(text: String, sentence: String) {
        let error = #expect(throws: ConfigurationError.self) { try NodeCommand.settings(file: text) }
        #expect(error?.description == sentence)
    }

    @Test func inAPersonasFile() {
        let error = #expect(throws: ConfigurationError.self) {
            try NodeCommand.settings("--persona my.toml", files: ["my.toml": "title = 3"])
        }
        #expect(error?.description == "--persona: my.toml: title must be a string, not a whole number.")
    }
}
