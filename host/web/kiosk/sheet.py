"""The look of the kiosk's pages: the town's colours, or those of strong contrast; normal or large
letters; keys at one hand, or in the lower half. No size depends on a script.
"""

from host.settings import Settings
from host.settings.contrast import GROUNDS
from host.web.sheet import FAULT, QUIETER

STRONG = {
    "ground": "#000000",
    "text": "#ffffff",
    "quiet": "#ffffff",
    "line": "#ffffff",
    "panel": "#000000",
    "accent": "#ffe100",
    "on-accent": "#000000",
    "fault": "#ffb3ab",
    "focus": "#ffe100",
}
"""Strong contrast: one theme, the same in every town."""
PANELS = {"light": "#eef1f5", "dark": "#1d2731"}
TEXTS = (
    ("text", "ground"),
    ("quiet", "ground"),
    ("fault", "ground"),
    ("text", "panel"),
    ("quiet", "panel"),
    ("on-accent", "accent"),
)
"""Every text and the ground it stands on: each pair has at least 7:1 in both themes."""
LINES = (("line", "ground"), ("accent", "ground"), ("focus", "ground"), ("focus", "panel"))
"""Lines, fills and the focus: at least 3:1."""


def colours(settings: Settings) -> dict[str, str]:
    """The town's own theme."""
    look = settings.look
    text, quiet, line = QUIETER[look.ground]
    return {
        "ground": GROUNDS[look.ground],
        "text": text,
        "quiet": quiet,
        "line": line,
        "panel": PANELS[look.ground],
        "accent": look.accent,
        "on-accent": look.accent_text,
        "fault": FAULT[look.ground],
        "focus": text,
    }


def sheet(settings: Settings) -> str:
    """The whole style sheet."""
    return (
        f":root{{color-scheme:{settings.look.ground};{_said(colours(settings))}}}"
        f":root.contrast{{color-scheme:dark;{_said(STRONG)}}}{SHEET}"
    )


def _said(values: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in values.items())


BESIDE = (
    ":is(:is(.left,.right) main:has(.options>:nth-child(3)),"
    ":is(.left,.right,.large) main:has(.row),.large [data-step=language] main)"
)
"""Where a low screen has the keys beside the text: the keys at one hand, or large letters. Not
where nearly all is text."""
SHEET = """
*{box-sizing:border-box}
html{font-size:clamp(16px,8px + 1.6vmin,26px);--target:max(2.5rem,44px);--row:3.25rem;
--letter:44px;--strip:1.25rem;scroll-padding-bottom:var(--strip)}
html.large{font-size:clamp(24px,12px + 2.4vmin,40px);--target:max(2.5rem,64px);
--letter:64px}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;
background:var(--ground);color:var(--text);font:1.125rem/1.35 system-ui,sans-serif;
overflow-wrap:anywhere;-webkit-tap-highlight-color:transparent;touch-action:manipulation}
header{background:var(--accent);color:var(--on-accent);padding:.5rem 1.25rem;min-height:3.5rem;
display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:0 1.5rem;
font-weight:700}
header p{margin:0}
body>form{flex:1;display:flex;flex-direction:column;margin:0}
main{flex:1;display:flex;flex-direction:column;width:100%;max-width:60rem;margin:0 auto;
padding:1rem 1.25rem}
h1,button{hyphens:auto}
h1{font-size:1.75rem;line-height:1.2;margin:.25rem 0 .75rem;text-wrap:balance;outline:0}
h2{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem}
p{margin:0 0 .75rem;font-size:1.25rem;text-wrap:pretty}
.apart{margin-top:1.75rem;font-weight:700}
.said>div:has(>.apart~.apart~.apart)>p{font-size:1.125rem;margin-bottom:.25rem}
.said>div:has(>.apart~.apart~.apart)>.apart{margin-top:1rem;break-after:avoid}
[data-step=language] .said>div:has(>p:nth-child(5))>p{font-size:1.125rem;margin-bottom:.375rem}
.alarm h1{color:var(--fault);border-inline-start:.375rem solid;padding-inline-start:.75rem}
.big{font-size:clamp(3rem,22vmin,12rem);line-height:1;font-weight:800;margin:.25rem 0 1rem;
font-variant-numeric:tabular-nums;overflow-wrap:normal}
.note{color:var(--quiet);font-size:1rem;margin-top:1rem}
.points{font-size:1.25rem;margin:0 0 1rem;padding-inline-start:1.5rem}
.qr{display:block;width:min(18rem,60vmin);height:auto;margin:0 0 1rem;border:.5rem solid #fff}
button,input{font:inherit;color:inherit}
button{display:flex;align-items:center;gap:.75rem;text-align:start;cursor:pointer;
min-height:var(--target);min-width:var(--target);padding:0;border:2px solid var(--line);
border-radius:.5rem;background:var(--panel);color:var(--text);font-weight:600;overflow:hidden}
b{font-weight:inherit}
button>span:not(.digit){padding:.375rem 0;padding-inline-end:1rem;flex:1;display:flex;
flex-wrap:wrap;justify-content:space-between;align-items:center;gap:0 1rem}
button .digit{white-space:nowrap;align-self:stretch;direction:ltr;unicode-bidi:isolate;
flex:none;min-width:var(--target);padding:0 .5rem;display:flex;
align-items:center;justify-content:center;background:var(--accent);color:var(--on-accent);
font-size:1.375rem;font-weight:800}
button small{font-size:1rem;font-weight:400;color:var(--quiet)}
button[aria-pressed=true]{border-color:var(--accent);box-shadow:inset 0 0 0 .1875rem var(--accent)}
button[aria-pressed=true]>span:not(.digit){flex-wrap:nowrap}
button[aria-pressed=true]>span:not(.digit)::after{content:"✓";font-size:1.5rem;font-weight:800}
:focus-visible{outline:.25rem solid var(--focus);outline-offset:.1875rem}
h1:focus-visible{outline:0}
.options{list-style:none;margin:0;padding:0;display:grid;gap:.75rem}
.options button{width:100%;min-height:max(var(--row),var(--target));font-size:1.25rem}
[data-step=language] .options:has(li:nth-child(6)){
grid-template-columns:repeat(auto-fit,minmax(min(100%,14rem),1fr))}
.tiles{grid-template-columns:repeat(auto-fill,minmax(max(min(6.5rem,30%),var(--target)),1fr))}
.tiles button .digit{flex:1;min-height:max(5rem,var(--target));font-size:1.75rem}
body::after{content:"▼"/"";position:fixed;inset:auto 0 0;height:var(--strip);display:grid;
place-items:center;font-size:.875rem;line-height:1;background:var(--accent);
color:var(--on-accent);visibility:hidden;animation:more linear;animation-timeline:scroll(root)}
@keyframes more{0%,95%{visibility:visible}96%,to{visibility:hidden}}
footer{width:100%;max-width:60rem;margin:0 auto;display:flex;flex-wrap:wrap;gap:.5rem;
padding:.5rem 1.25rem calc(var(--strip) + .25rem)}
footer button,.field button{overflow-wrap:break-word}
footer button{flex:1 1 5rem;min-width:min-content}
footer .look{flex:1 1 7rem}
:is([data-step=language],[data-step=closed]) footer button:not(.look){flex:3 1 14rem}
footer .look>span{padding-inline-start:1rem}
label{font-weight:600;display:block;margin:0 0 .25rem;font-size:1.125rem}
.field{display:flex;flex-wrap:wrap;gap:.75rem;margin:0 0 1rem}
.field input{flex:3 1 9rem;min-width:0;font:700 1.75rem/1.2 ui-monospace,monospace;
letter-spacing:.12em;text-transform:uppercase}
input:not([type=checkbox]){min-height:max(var(--row),var(--target));padding:.25rem .75rem;
background:var(--ground);border:3px solid var(--line);border-radius:.5rem}
.field button{flex:1 1 7rem;min-width:min-content}
.letters{display:grid;gap:.5rem}
.row{display:grid;gap:.375rem;grid-template-columns:
repeat(auto-fill,minmax(max(var(--letter),(100% - 3.4rem)/10),1fr))}
.row button{justify-content:center;min-width:0;font-size:1.25rem;padding:0 .125rem;
min-height:max(3rem,var(--target))}
.row button[data-letter="←"]{grid-column:span 3}
.pad{max-width:26rem}
.pad .row{grid-template-columns:repeat(3,minmax(0,1fr))}
.pad .row button[data-letter="←"]{grid-column:span 2}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);margin:0}
dialog{width:min(40rem,calc(100vw - 2rem));padding:1.5rem;border:.25rem solid var(--accent);
border-radius:.75rem;background:var(--ground);color:var(--text);text-align:center}
dialog::backdrop{background:#000c}
dialog button{width:100%;min-height:max(var(--row),var(--target));font-size:1.25rem}
.busy{cursor:progress}
.busy main,.busy footer{opacity:.6}
.pair form{max-width:30rem}
.pair input:not([type=checkbox]){width:100%;margin-bottom:1rem}
.pair button{padding:0 1.25rem}
.pair .tick{display:flex;align-items:center;gap:.75rem;min-height:var(--target)}
.tick input{width:1.5rem;height:1.5rem;margin:0}
.wrong{color:var(--fault);font-weight:700}
code{font:1em ui-monospace,monospace}
@media (max-width:47.99rem),(max-height:30rem){
.row button[data-letter="←"]{grid-column:span 2}
.letters{gap:.375rem}
}
@media (max-width:30rem){
header{min-height:0;padding:.375rem 1rem}
main,footer{padding-inline:1rem}
h1{font-size:1.5rem}
}
@media (min-width:900px) and (min-height:1500px){
html{font-size:32px}
html.large{font-size:44px}
main{padding-top:6vh}
.large main{padding-top:2vh}
.large .row button{min-height:var(--target)}
.large [data-step=code] p,.large .field{margin-bottom:.375rem}
.options{gap:1rem}
.options:not(.tiles) button{font-size:1.375rem}
:root:not(.large){--row:4.25rem}
}
@media (min-width:48rem){
.left main,.right main{max-width:none}
.left .choices,.right .choices{width:min(100%,max(18rem,60vw))}
.left .choices{margin-left:0;margin-right:auto}
.right .choices{margin-left:auto;margin-right:0}
.left footer,.right footer{max-width:none;
--free:max(1.25rem,calc(100% - max(18rem,60vw) - 1.25rem))}
.left footer{padding-right:var(--free)}
.right footer{padding-left:var(--free)}
.large.left .row button,.large.right .row button{font-size:1rem}
.said>div:has(>.apart~.apart~.apart){columns:2;column-gap:2rem}
.said>div:has(>.apart~.apart~.apart)>p{font-size:1rem;break-inside:avoid}
}
@media (orientation:landscape) and (min-width:48rem){
[data-step=language] .said>div:has(>p:nth-child(5)){columns:2;column-gap:2rem;margin-bottom:.75rem}
}
@media (min-height:45rem) and (min-width:48rem){
html{scroll-padding-bottom:8rem}
footer{position:sticky;bottom:0;background:var(--ground)}
}
@media (min-height:30rem) and (min-width:40rem){
[data-step=language] footer{position:sticky;bottom:0;background:var(--ground)}
}
@media (max-height:44.99rem){
[data-step=looks] footer{order:-1;padding-top:.75rem}
[data-step=language] .options:has(li:nth-child(4)){
grid-template-columns:repeat(auto-fit,minmax(min(100%,14rem),1fr))}
}
.low .choices{margin-top:auto}
@media (orientation:portrait) and (min-height:40rem){
.low .said{min-height:calc(50vh - 4.5rem);min-height:calc(50dvh - 4.5rem)}
.low .choices{margin-top:0}
.large.low .options{gap:.5rem}
.large.low .options button{line-height:1.15}
}
@media (orientation:landscape) and (min-width:64rem){
.big{font-size:clamp(3rem,16vmin,12rem)}
.large .options:not(.tiles){grid-template-columns:1fr 1fr}
.large:is(.left,.right) body:not([data-step=language]) .options:not(.tiles){
grid-template-columns:1fr}
}
@media (orientation:landscape) and (min-width:64rem) and (max-height:56rem){
:root.large{--strip:1rem}
.large header{min-height:2.5rem;padding-block:.25rem}
.large main{padding-block:.5rem}
.large footer{padding-top:.25rem}
.large .said p:not(.big){font-size:1.125rem;margin-bottom:.375rem}
.large .big{font-size:12vmin;margin:0 0 .5rem}
.large footer button{font-size:.8125rem;gap:.125rem}
.large footer .digit{font-size:1.125rem;min-width:64px}
.large footer .look{flex-basis:5rem}
.large footer button>span:last-child{padding-inline:.375rem}
.large [data-step=language] footer button:not(.look){flex-grow:5}
.large [data-step=language] .options:has(li:nth-child(4)){grid-template-columns:1fr 1fr}
.choices:empty{display:none}
BESIDE{max-width:none;flex-flow:row wrap;align-items:flex-start;column-gap:1.5rem}
:is(.left:not([dir=rtl]),.right[dir=rtl]) BESIDE{flex-direction:row-reverse}
BESIDE .said{flex:1 1 0;min-width:0}
BESIDE .choices{width:60vw}
BESIDE .note{flex-basis:100%}
BESIDE .said>div{columns:auto}
.large BESIDE h1{font-size:1.375rem}
.large BESIDE p:not(.big){font-size:1rem}
.large [data-step=language] BESIDE .said>div:has(>p:nth-child(5))>p{font-size:.8125rem;
margin-bottom:.25rem}
.low [data-step=language] BESIDE .choices{position:sticky;bottom:5rem}
.large BESIDE .options{gap:.5rem}
.large BESIDE .options button{min-height:max(2.75rem,64px)}
.large BESIDE :is(.field,.letters){gap:.375rem}
.large BESIDE .field{margin-bottom:.5rem}
.large BESIDE :is(.field input,.field button,.row button){min-height:64px}
}
@media (forced-colors:active){button,.digit{border:1px solid}}
@media (prefers-reduced-motion:no-preference){.busy main{transition:opacity .2s}}
""".replace("BESIDE", BESIDE)
