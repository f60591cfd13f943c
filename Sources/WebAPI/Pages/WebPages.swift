/// The web pages: what is asked for by a name that is not among these is not there.
enum WebPages {
    static let index = PageFile(PackageResources.index_html, contentType: "text/html; charset=utf-8")

    /// What the page loads. Read and compressed when a browser asks for the first of them.
    static let files: [String: PageFile] = {
        let scripts = [
            "api": PackageResources.api_js, "app": PackageResources.app_js, "chart": PackageResources.chart_js,
            "details": PackageResources.details_js, "dom": PackageResources.dom_js, "feed": PackageResources.feed_js,
            "format": PackageResources.format_js, "ladder": PackageResources.ladder_js,
            "links": PackageResources.links_js, "lists": PackageResources.lists_js, "live": PackageResources.live_js,
            "overview": PackageResources.overview_js,
            "panel": PackageResources.panel_js, "relations": PackageResources.relations_js,
            "search": PackageResources.search_js, "table": PackageResources.table_js,
            "theme": PackageResources.theme_js,
        ]
        var files = [
            "style.css": PageFile(PackageResources.style_css, contentType: "text/css; charset=utf-8"),
            "favicon.svg": PageFile(PackageResources.favicon_svg, contentType: "image/svg+xml"),
        ]
        for (name, bytes) in scripts {
            files[name + ".js"] = PageFile(bytes, contentType: "text/javascript; charset=utf-8")
        }
        return files
    }()
}
