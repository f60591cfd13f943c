import Events

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// One syslog line an event, facility daemon, level notice: what fail2ban's filter reads.
public struct SyslogSink: EventSink {
    public let name = "syslog"

    public init() {
        // The identifier must outlive the process's use of syslog; a static string does.
        let identifier: StaticString = "sentrypeer"
        identifier.withUTF8Buffer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { openlog($0.baseAddress, LOG_PID | LOG_NDELAY, LOG_DAEMON) }
        }
    }

    public mutating func write(_ batch: EventBatch) throws(SinkError) {
        for event in batch.events {
            let line = SyslogLine(event).text
            line.withCString { text in
                withVaList([text]) { vsyslog(LOG_NOTICE, "%s", $0) }
            }
        }
    }

    public mutating func close() {
        closelog()
    }
}
