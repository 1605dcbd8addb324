/** The look of the page: one column of text, Arial, dark on light, and A4 in print. No colour carries meaning by itself. */
export const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: auto; scroll-padding-top: 12px; }
body { margin: 0; background: #fff; color: #0b0c0c; font: 17px/1.5 Arial, Arimo, Helvetica, sans-serif; overflow-wrap: break-word; }
main, footer { max-width: 748px; margin: 0 auto; padding: 0 24px; }
main:focus { outline: none; }
h1, h2, h3, h4, h5, p, li, dt, dd, th, td, caption, summary { unicode-bidi: isolate; }
h1 { font-size: 30px; line-height: 1.2; margin: 2px 0 8px; }
h2 { font-size: 25px; line-height: 1.25; margin: 56px 0 12px; padding-top: 18px; border-top: 2px solid #12436d; }
h3 { font-size: 20px; line-height: 1.3; margin: 36px 0 8px; }
h4 { font-size: 17px; margin: 22px 0 6px; }
h5 { font-size: 16px; margin: 16px 0 4px; }
p { margin: 0 0 14px; }
ul { margin: 0 0 14px; padding-left: 22px; }
li { margin-bottom: 5px; }
a { color: #12436d; text-underline-offset: 2px; }
:focus-visible { outline: 3px solid #b8430a; outline-offset: 2px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 16px; top: 12px; background: #fff; padding: 8px 12px; z-index: 2; }
.vh { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; }
.i { white-space: nowrap; }
.soft { color: #454545; font-size: 15px; }
.over { font-size: 15px; color: #454545; margin: 0; padding-top: 26px; }
.question { font-size: 18px; line-height: 1.4; margin: 0 0 16px; color: #333; }

.answer { border-left: 6px solid #12436d; padding: 2px 0 2px 18px; margin: 0 0 18px; }
.answer h2 { border: 0; padding: 0; margin: 0; }
.answer p { font-size: 19px; line-height: 1.4; margin: 0 0 8px; }
.answer p:last-child { margin-bottom: 0; }
.cards { list-style: none; padding: 0; margin: 0 0 14px; display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 12px; }
.cards li { background: #f3f6f9; border-top: 4px solid #12436d; padding: 10px 12px 12px; margin: 0; font-size: 14px; line-height: 1.35; display: flex; flex-direction: column; }
.cards p { margin: 0; }
.cards .what { font-weight: bold; min-height: 38px; }
.cards .big { font-size: 27px; line-height: 1.15; font-weight: bold; margin: 6px 0 4px; }
.cards .big.none { font-size: 19px; line-height: 1.25; padding: 4px 0 3px; }
.cards .beside { color: #333; margin-top: 6px; padding-top: 6px; border-top: 1px solid #c9d2da; }
.cards .sure { margin-top: auto; padding-top: 8px; font-weight: bold; color: #12436d; }

nav.contents { font-size: 16px; margin: 8px 0 0; }
nav.contents p { font-weight: bold; margin: 0 0 6px; }
nav.contents ul { list-style: none; padding: 0; margin: 0; columns: 2; column-gap: 28px; }
nav.contents a[aria-current] { font-weight: bold; }
button { font: inherit; font-size: 14px; color: #12436d; background: #fff; border: 1px solid #12436d; padding: 5px 10px; min-height: 28px; cursor: pointer; }
button:hover { background: #f3f6f9; }
button.sort { border: 0; padding: 0; background: none; color: inherit; font: inherit; font-weight: bold; text-align: inherit; text-decoration: underline dotted; text-underline-offset: 3px; }
th[aria-sort="ascending"] button::after { content: " \\2191"; }
th[aria-sort="descending"] button::after { content: " \\2193"; }
#tools button { margin-top: 12px; }
.find { display: block; margin: 0 0 14px; font-weight: bold; }
input { font: inherit; padding: 4px 8px; border: 1px solid #0b0c0c; max-width: 100%; }
[hidden] { display: none !important; }

figure { margin: 18px 0 4px; }
figure svg { display: block; max-width: 100%; height: auto; }
.scroll { overflow-x: auto; position: relative; margin: 0 0 14px; }
figure .scroll { margin: 0; }
div.rest { margin: 0 0 14px; }
div.rest details { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: 15px; line-height: 1.4; }
caption { text-align: left; font-weight: bold; padding: 6px 0; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid #c9c9c9; }
thead th { border-bottom: 2px solid #0b0c0c; vertical-align: bottom; }
tbody th { font-weight: normal; min-width: 110px; }
th:last-child, td:last-child { padding-right: 2px; }
.strong tbody th { font-weight: bold; }
.strong tbody th .soft { font-weight: normal; font-size: 13px; }
.n { text-align: right; font-variant-numeric: tabular-nums; }
.first table, .key table { font-size: 14.5px; }
details { margin: 0 0 18px; }
summary { cursor: pointer; color: #12436d; text-decoration: underline; text-underline-offset: 2px; padding: 4px 0; font-size: 16px; }
details.rest summary { font-size: 15px; }
details.rest p, .rest { overflow-wrap: anywhere; }
details.area { border: 1px solid #b1b4b6; margin: 0 0 10px; padding: 0 14px; }
details.area > summary { font-size: 18px; font-weight: bold; padding: 10px 0; }
summary h3 { display: inline; margin: 0; font-size: inherit; }
details.area[open] { padding-bottom: 12px; }
.small { font-size: 14px; margin: 0 0 8px; }
.card { border: 1px solid #b1b4b6; padding: 12px 16px 2px; margin: 0 0 14px; }
.card h4, .card h5 { margin-top: 4px; }
.warn { border-left: 6px solid #801650; padding: 8px 14px; background: #fbf3f7; margin: 0 0 14px; }
.warn p { margin: 0 0 4px; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 18px; margin: 0 0 14px; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; }
code { font: 15px/1.4 "Liberation Mono", Menlo, Consolas, monospace; background: #f3f3f3; padding: 1px 4px; overflow-wrap: anywhere; }
footer { padding-top: 36px; padding-bottom: 48px; font-size: 15px; color: #454545; }
@media (min-width: 1120px) {
  main { max-width: 1064px; display: grid; grid-template-columns: 216px 748px; column-gap: 52px; grid-template-rows: auto 1fr; }
  .first, .sections { grid-column: 2; min-width: 0; }
  nav.contents { grid-column: 1; grid-row: 1 / span 2; position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 30px 4px 16px; margin: 0; font-size: 15px; }
  nav.contents ul { columns: 1; }
  nav.contents li { margin-bottom: 9px; line-height: 1.35; }
  footer { max-width: 1064px; padding-left: 292px; }
}
@media (max-width: 700px) {
  .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
@media (max-width: 560px) {
  body { font-size: 16px; }
  main, footer { padding-left: 16px; padding-right: 16px; }
  .over { padding-top: 14px; font-size: 13px; }
  h1 { font-size: 23px; }
  h2 { font-size: 22px; margin-top: 44px; }
  .question { font-size: 16px; margin-bottom: 12px; }
  .answer { padding-left: 12px; margin-bottom: 14px; }
  .answer p { font-size: 17px; }
  .cards { gap: 8px; }
  .cards li { padding: 8px 9px 9px; font-size: 13px; }
  .cards .big { font-size: 22px; margin: 4px 0 2px; }
  .cards .big.none { font-size: 17px; }
  nav.contents ul { columns: 1; }
  figure svg { max-width: none; min-width: 540px; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: 8px; }
}
@page { size: A4; margin: 15mm 14mm 16mm; }
@media print {
  body { font-size: 10.5pt; line-height: 1.4; }
  main, footer { display: block; max-width: none; padding: 0; }
  .over { padding-top: 0; }
  h1 { font-size: 20pt; }
  h2 { font-size: 15pt; margin-top: 9mm; padding-top: 3mm; }
  h3 { font-size: 12.5pt; margin-top: 6mm; }
  .question { font-size: 12pt; }
  .answer p { font-size: 12.5pt; }
  .cards li { font-size: 8.5pt; }
  .cards .big { font-size: 16pt; }
  .cards .big.none { font-size: 12pt; }
  .cards li, .answer { background: none; }
  .cards li { border: 1px solid #b1b4b6; border-top: 3pt solid #12436d; }
  nav.contents, .skip, details.data, button, .find { display: none; }
  button.sort { display: inline; text-decoration: none; }
  details:not([open]):not(.area):not(.print) { display: none; }
  details.area, details.area::details-content, details.print::details-content { display: block; content-visibility: visible; height: auto; }
  details.area { border: 0; padding: 0; }
  summary { color: inherit; text-decoration: none; list-style: none; }
  a { color: inherit; text-decoration: none; }
  h2, h3, h4, h5, caption, summary { break-after: avoid; }
  figure, .card, .answer, .cards, .cards li, .key table, tr { break-inside: avoid; }
  thead { display: table-header-group; }
  figure svg { max-height: 235mm; }
  .warn { background: none; }
  .scroll { overflow: visible; }
  table, .first table, .key table, .soft, .over { font-size: 9pt; }
  th, td { padding: 3pt 8pt 3pt 0; }
}
`;
