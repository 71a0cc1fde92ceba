/** How a report looks: on a screen in light and dark, and on paper. Its hash stands in the page's policy. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b2a2f;--soft:#566a70;--line:#d9e1e2;--faint:#f3f6f6;--accent:#1d6b62}
@media(prefers-color-scheme:dark){:root{--paper:#14191b;--ink:#e4eaea;--soft:#9fb0b3;--line:#2e383b;--faint:#1b2224;--accent:#6fc3b5}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:14px/1.45 system-ui,-apple-system,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:break-word}
body{max-width:1440px;margin:0 auto;padding:40px 40px 64px}
.brand{margin:0 0 6px;color:var(--accent);font-size:12px;font-weight:700;letter-spacing:.09em;text-transform:uppercase}
h1{margin:0;font-size:28px;line-height:1.2;font-weight:650;letter-spacing:-.01em}
.tenant{margin:4px 0 0;font-size:16px;color:var(--soft)}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(250px,1fr));gap:14px 32px;margin:24px 0 0;padding:18px 0;border-block:1px solid var(--line)}
dt{color:var(--soft);font-size:12px}
dd{margin:1px 0 0;font-weight:550;font-variant-numeric:tabular-nums}
nav ol{display:flex;flex-wrap:wrap;gap:4px 22px;margin:16px 0 0;padding:0;list-style:none;font-size:13px}
nav span{color:var(--soft);font-variant-numeric:tabular-nums}
a{color:var(--accent)}
section{margin-top:36px}
h2{margin:0;font-size:18px;line-height:1.3;font-weight:650}
.note,.more{margin:4px 0 0;color:var(--soft);max-width:80ch}
.more{margin-top:10px;font-weight:600}
.scroll{margin-top:12px;overflow-x:auto}
.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{width:100%;min-width:720px;border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{padding:7px 14px 7px 0;text-align:start;vertical-align:top;border-bottom:1px solid var(--line);white-space:pre-wrap}
tr>:last-child{padding-inline-end:0}
thead th{color:var(--soft);font-size:12px;font-weight:600;border-bottom:2px solid var(--line);vertical-align:bottom}
tbody th{font-weight:600}
tbody tr:hover{background:var(--faint)}
.number{text-align:end}
time span,td .word,th .word{white-space:nowrap}
.long,dd,h1,h2,.tenant{overflow-wrap:anywhere}
footer{margin-top:40px;color:var(--soft);font-size:12px}
@media(max-width:700px){body{padding:20px 16px 40px}}
@page{size:A4 landscape;margin:14mm 14mm 16mm}
@media print{
:root{--paper:#fff;--ink:#111;--soft:#4b5a5e;--line:#c9d2d3;--faint:#fff;--accent:#14584f;color-scheme:light}
html{font-size:11px}
body{max-width:none;padding:0}
nav{display:none}
.scroll{overflow:visible}
table{min-width:0;font-size:9px}
th,td{padding-right:8px}
thead th{font-size:9px}
thead{display:table-header-group}
tr,dl>div{break-inside:avoid}
h2,.note{break-after:avoid}
section{margin-top:22px}
th,td{padding-block:4px}
}
`;
