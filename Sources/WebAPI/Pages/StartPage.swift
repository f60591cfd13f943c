/// What a browser sees at `/`.
enum StartPage {
    static let html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>SentryPeer</title>
        </head>
        <body>
        <h1>SentryPeer</h1>
        <ul>
        <li><a href="/ip-addresses">Addresses that made attempts</a></li>
        <li><a href="/numbers">Numbers that were dialled</a></li>
        <li><a href="/health-check">Health check</a></li>
        <li><a href="/metrics">Metrics</a></li>
        </ul>
        </body>
        </html>

        """
}
