/** The look of the page: one column, Arial, dark on light, and A4 in print. No colour carries meaning by itself. */
export const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: auto; }
body { margin: 0; background: #fff; color: #0b0c0c; font: 17px/1.5 Arial, Arimo, Helvetica, sans-serif; overflow-wrap: break-word; }
main, header, footer { max-width: 748px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 28px; }
h1 { font-size: 32px; line-height: 1.2; margin: 4px 0 10px; }
h2 { font-size: 24px; line-height: 1.25; margin: 52px 0 10px; padding-top: 16px; border-top: 2px solid #12436d; }
h3 { font-size: 19px; line-height: 1.3; margin: 28px 0 6px; }
h4 { font-size: 17px; margin: 18px 0 4px; }
p { margin: 0 0 14px; }
ul { margin: 0 0 14px; padding-left: 22px; }
li { margin-bottom: 5px; }
a { color: #12436d; text-underline-offset: 2px; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 3px solid #f46a25; outline-offset: 2px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 16px; top: 12px; background: #fff; padding: 8px 12px; z-index: 1; }
.over { font-size: 15px; color: #454545; margin: 0; }
.question { font-size: 20px; line-height: 1.4; margin: 0 0 18px; }
.answer { border-left: 6px solid #12436d; background: #f3f6f9; padding: 16px 20px 4px; margin: 0 0 18px; }
.answer h2 { border: 0; padding: 0; margin: 0 0 8px; font-size: 20px; }
.i { white-space: nowrap; }
.soft { color: #454545; font-size: 15px; }
nav ul { columns: 2; column-gap: 28px; list-style: none; padding: 0; font-size: 16px; }
figure { margin: 22px 0 6px; }
figure svg { display: block; max-width: 100%; height: auto; }
.scroll { overflow-x: auto; margin: 0 0 14px; }

.key table { font-size: 14px; }
.key th:first-child { min-width: 120px; }
table { border-collapse: collapse; width: 100%; font-size: 15px; line-height: 1.4; }
caption { text-align: left; font-weight: bold; padding: 6px 0; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid #c9c9c9; }
thead th { border-bottom: 2px solid #0b0c0c; vertical-align: bottom; }
tbody th { font-weight: normal; }
.key tbody th { font-weight: bold; }
th:last-child, td:last-child { padding-right: 2px; }
.n { text-align: right; font-variant-numeric: tabular-nums; }
details { margin: 0 0 22px; }
summary { cursor: pointer; color: #12436d; text-decoration: underline; text-underline-offset: 2px; padding: 4px 0; font-size: 16px; }
.card h4 { margin-top: 4px; }
.card { border: 1px solid #b1b4b6; padding: 12px 16px 2px; margin: 0 0 14px; }
.warn { border-left: 6px solid #801650; padding: 8px 14px; background: #fbf3f7; margin: 0 0 14px; }
.warn p { margin: 0 0 4px; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 18px; margin: 0 0 14px; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; }
code { font: 15px/1.4 "Liberation Mono", Menlo, Consolas, monospace; background: #f3f3f3; padding: 1px 4px; overflow-wrap: anywhere; }
footer { padding: 36px 24px 48px; font-size: 15px; color: #454545; }
@media (max-width: 560px) {
  body { font-size: 16px; }
  main, header, footer { padding-left: 16px; padding-right: 16px; }
  h1 { font-size: 26px; }
  nav ul { columns: 1; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: 8px; }
}
@page { size: A4; margin: 16mm 15mm; }
@media print {
  body { font-size: 10.5pt; line-height: 1.4; }
  main, header, footer { max-width: none; padding: 0; }
  nav, .skip, details.data { display: none; }
  a { color: inherit; text-decoration: none; }
  h2, h3, h4, caption { break-after: avoid; }
  figure, .card, .answer, tr { break-inside: avoid; }
  figure svg { max-height: 240mm; }
  .answer, .warn { background: none; }
  .scroll { overflow: visible; }
  table, .soft, .over { font-size: 9pt; }
  .question { font-size: 13pt; }
}
`;
