"""The looks of the 核验报告 on screen and on A4 paper."""

STYLE = """
body { font: 15px/1.7 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; color: #222;
  max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { text-align: center; margin-bottom: 0; } .title { text-align: center; color: #555; margin-top: .3rem; }
h2 { border-bottom: 2px solid #345; padding-bottom: .2rem; margin-top: 2.2rem; } h3 { margin: 1.4rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; font-size: 13px; margin: .5rem 0; }
th, td { border: 1px solid #bbb; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #eef1f5; white-space: nowrap; } td:first-child { min-width: 4em; }
.rows td:last-child { min-width: 4.5em; }
.steps td:first-child { width: 9em; } .steps td:last-child { width: 16em; }
.finding { border-left: 5px solid; padding: .3rem .9rem; margin: .6rem 0; background: #fafafa; break-inside: avoid; }
.finding p { margin: .2rem 0; overflow-wrap: anywhere; }
.error { border-color: #b3261e; } .error b { color: #b3261e; }
.warning { border-color: #b26a00; } .warning b { color: #9a5b00; }
.hint { border-color: #3a6ea5; } .hint b { color: #3a6ea5; }
dl { display: grid; grid-template-columns: 3em 1fr; gap: 0 .6rem; margin: .2rem 0; font-size: 13px; color: #444; }
dt { color: #777; } dd { margin: 0; overflow-wrap: anywhere; }
@page { size: A4; margin: 18mm 16mm; }
@media print { body { font-size: 10.5pt; max-width: none; margin: 0; padding: 0; } table, dl { font-size: 9pt; }
  thead { display: table-header-group; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; } }
"""
