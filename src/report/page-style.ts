// The look of reports: one style sheet, light and dark by the reader's preference, and for paper.

export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1b2330; --soft: #5d6878; --line: #e1e5ea;
  --grid: #eceff3; --accent: #2563eb; --gain: #12805c; --loss: #c2410c; --warn: #8a5a00;
  --hold: #7b8696; --price: #3c4a5e; --chip: #eef1f5;
  --s0: #2563eb; --s1: #d97706; --s2: #7c3aed; --s3: #0d9488;
  --s4: #db2777; --s5: #65a30d; --s6: #0891b2; --s7: #92400e;
}
@media screen and (prefers-color-scheme: dark) {
  :root:not(.paper) {
    --page: #0f141b; --card: #171e27; --ink: #e3e8ef; --soft: #93a0b2; --line: #2a3340;
    --grid: #222b36; --accent: #6ea0ff; --gain: #34c793; --loss: #ff8a5c; --warn: #e5b457;
    --hold: #8b97a8; --price: #b3bfd0; --chip: #212a36;
    --s0: #6ea0ff; --s1: #f4b04c; --s2: #b593ff; --s3: #3cc9bb;
    --s4: #ff7ab8; --s5: #a6d854; --s6: #4fd0ea; --s7: #d69a6a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial,
  sans-serif;
  font-variant-numeric: tabular-nums;
}
main { max-width: 1280px; margin: 0 auto; padding: 28px 24px 56px; }
header { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline;
  margin-bottom: 16px; }
h1 { font-size: 24px; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 15px; margin: 0; }
h3 { font-size: 13px; margin: 0; }
section > h2 { margin-bottom: 10px; }
.chart-title { color: var(--soft); font-size: 12px; margin-top: 8px; }
.sub { color: var(--soft); margin: 0; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 16px 18px; margin: 14px 0; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(460px, 100%), 1fr));
  gap: 14px; }
.pair > section { margin: 0; min-width: 0; }
.head { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center;
  margin-bottom: 10px; }
.head > :first-child { margin-right: auto; }
.caption, .empty { color: var(--soft); font-size: 12.5px; margin: 8px 0 0; }
.empty { padding: 18px 0; text-align: center; }
.notices { list-style: none; margin: 0 0 14px; padding: 0; display: grid; gap: 6px; }
.notices li { background: var(--card); border: 1px solid var(--line);
  border-left: 4px solid var(--hold); border-radius: 6px; padding: 7px 12px;
  overflow-wrap: anywhere; }
.notices .open { border-left-color: var(--warn); }
.notices .fault { border-left-color: var(--loss); color: var(--loss); font-weight: 600; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(140px, 1fr));
  gap: 10px; margin: 14px 0; }
@media (min-width: 1100px) { .tiles { grid-template-columns: repeat(8, 1fr); } }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 11px 13px; display: flex; flex-direction: column; min-width: 0; }
.tile .label { color: var(--soft); font-size: 12px; }
.tile b { font-size: 19px; line-height: 1.35; white-space: nowrap; }
.tile .note { color: var(--soft); font-size: 11.5px; line-height: 1.35; }
.up { color: var(--gain); } .down { color: var(--loss); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { padding: 4px 8px; text-align: right; font-weight: 400; white-space: nowrap;
  border-bottom: 1px solid var(--line); }
th[scope=row], th:first-child { text-align: left; }
thead th { color: var(--soft); font-size: 12px; }
tbody tr:last-child > * { border-bottom: 0; }
.figures th[scope=row] { font-weight: 600; }
.narrow { width: auto; } .narrow th { padding-right: 28px; }
.metric-columns { columns: 3 320px; column-gap: 34px; }
.metric-columns .metrics { break-inside: avoid; margin-bottom: 18px; }
.metrics + .metrics { margin-top: 18px; }
.metric-columns .metrics + .metrics { margin-top: 0; }
.metrics thead th { font-weight: 600; color: var(--ink); border-bottom: 2px solid var(--line); }
.metrics th[scope=row] { color: var(--soft); cursor: help; }
.scroll > .metrics { table-layout: fixed; min-width: 640px; }
.scroll > .metrics th { overflow: hidden; text-overflow: ellipsis; }
.config td, .config th { text-align: left; vertical-align: top; white-space: normal;
  overflow-wrap: anywhere; }
.config th { color: var(--soft); width: 34%; }
code { font: 12.5px/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  overflow-wrap: anywhere; }
ul.plain { margin: 0; padding-left: 18px; } ul.plain li { margin: 3px 0; }
ul.plain code { color: var(--soft); font-size: 11.5px; }
.missing { color: var(--warn); }
.heatmap { font-size: 11.5px; min-width: 860px; table-layout: fixed;
  border-collapse: separate; border-spacing: 2px; }
.heatmap th, .heatmap td { padding: 5px 1px; text-align: center; border: 0;
  border-radius: 3px; overflow: hidden; }
.heatmap tr > :first-child { width: 84px; text-align: left; color: var(--soft); }
.heatmap .void { background: var(--grid); opacity: .45; }
.heat.gain { background: color-mix(in srgb, var(--gain) var(--shade), var(--card)); }
.heat.loss { background: color-mix(in srgb, var(--loss) var(--shade), var(--card)); }
.heat.strong { color: #fff; }
@media screen and (prefers-color-scheme: dark) { :root:not(.paper) .heat.strong {
  color: #0b0f14; } }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--soft); font-size: 12px; }
svg line { stroke: var(--hold); stroke-dasharray: 3 3; } svg .base { stroke: var(--line);
  stroke-dasharray: none; }
svg .gain { fill: var(--gain); } svg .loss { fill: var(--loss); }
svg rect:hover { opacity: .7; }
.swatch { display: inline-block; width: 10px; height: 10px; border-radius: 3px;
  margin-right: 7px; background: var(--hold); }
.s0 { background: var(--s0); } .s1 { background: var(--s1); } .s2 { background: var(--s2); }
  .s3 { background: var(--s3); }
.s4 { background: var(--s4); } .s5 { background: var(--s5); } .s6 { background: var(--s6); }
  .s7 { background: var(--s7); }
button, select { font: inherit; font-size: 12.5px; color: var(--ink); background: var(--chip);
  border: 1px solid var(--line); border-radius: 6px; padding: 3px 10px; }
button { cursor: pointer; } button:hover { border-color: var(--hold); }
button[aria-pressed=true], button[aria-selected=true] { background: var(--card);
  border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.choices button[aria-pressed=false] { opacity: .55; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.choices { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
.choices button { max-width: 320px; overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap; }
.copy { padding: 1px 8px; font-size: 11.5px; margin-left: 8px; }
.chart { position: relative; min-height: 60px; border-radius: 4px; }
.chart + .chart { margin-top: 6px; }
.readout { min-height: 20px; color: var(--soft); font-size: 12.5px; display: flex;
  flex-wrap: wrap; gap: 2px 16px; }
.readout.tall { min-height: 42px; align-content: start; }
.readout b { color: var(--ink); font-weight: 600; }
.uplot { font: inherit; } .u-select { background: color-mix(in srgb, var(--accent) 16%,
  transparent); }
.u-hz .u-cursor-x, .u-vt .u-cursor-y { border-right-color: var(--hold); }
.tip { position: absolute; z-index: 5; pointer-events: none; background: var(--card);
  border: 1px solid var(--line); border-radius: 6px; padding: 5px 9px; font-size: 12px;
  line-height: 1.4; box-shadow: 0 3px 12px rgb(0 0 0 / .16); white-space: nowrap; }
.legend { display: flex; gap: 16px; color: var(--soft); font-size: 12.5px;
  align-items: center; }
.mark { display: inline-block; border: 5px solid transparent; margin-right: 5px; }
.mark.buy { border-bottom: 9px solid var(--gain); border-top: 0; } .mark.sell {
  border-top: 9px solid var(--loss); border-bottom: 0; }
.hint { color: var(--soft); font-size: 12px; } kbd { font: inherit;
  border: 1px solid var(--line); border-radius: 4px; padding: 0 4px; background: var(--chip); }
footer { color: var(--soft); font-size: 12px; margin-top: 24px; }
details summary { cursor: pointer; } details pre { white-space: pre-wrap; font-size: 11px; }
[hidden] { display: none !important; }
.no-script .needs-script { display: none; }
/* While a page is printed its script draws the charts anew: narrow and light. */
.paper { color-scheme: light; }
.paper main { max-width: 720px; padding: 0; }
@media print {
  :root { color-scheme: light; --page: #fff; }
  body { font-size: 11px; }
  section, .tile { break-inside: avoid; border-color: #ccc; }
  button, select, .hint, label { display: none; }
  .scroll { overflow: visible; }
  .heatmap { min-width: 0; font-size: 8px; }
  .heat, .swatch, svg, canvas { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
