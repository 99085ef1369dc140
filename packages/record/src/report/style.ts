/** For paper first: black on white, tables that break between rows and repeat their heads. */
export const STYLE = `
@page { size: auto; margin: 16mm 15mm 18mm; }
* { box-sizing: border-box; }
body { max-width: 190mm; margin: 0 auto; padding: 10mm; color: #111; background: #fff;
  font: 10pt/1.42 "Helvetica Neue", Arial, "Liberation Sans", sans-serif; overflow-wrap: anywhere; }
@media print { body { max-width: none; padding: 0; } }
h1 { margin: 0 0 1mm; font-size: 19pt; line-height: 1.2; }
h2 { margin: 8mm 0 2mm; padding-top: 2mm; border-top: 0.4mm solid #111; font-size: 12.5pt; break-after: avoid; }
h3 { margin: 5mm 0 1.5mm; font-size: 10.5pt; break-after: avoid; }
p { margin: 0 0 2mm; }
header { margin-bottom: 5mm; }
.of { color: #444; }
.facts { display: grid; grid-template-columns: 42mm 1fr; gap: 1mm 4mm; margin: 0 0 3mm; }
.facts dt { color: #444; }
.facts dd { margin: 0; }
table { width: 100%; margin: 0 0 3mm; border-collapse: collapse; font-size: 8.8pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { padding: 1mm 2mm 1mm 0; border-bottom: 0.3mm solid #111; text-align: left; font-weight: 600; }
td { min-width: 17mm; padding: 0.9mm 2mm 0.9mm 0; border-bottom: 0.15mm solid #bbb; vertical-align: top; }
td.n, th.n { white-space: nowrap; font-variant-numeric: tabular-nums; }
code { font: 8pt/1.4 "DejaVu Sans Mono", "Liberation Mono", Consolas, monospace; }
.verdict { margin: 0 0 3mm; padding: 2.5mm 3.5mm; border: 0.4mm solid #111; font-weight: 600; break-inside: avoid; }
.verdict[data-verdict='altered'], .verdict[data-verdict='unreadable'] { border-width: 1mm; }
ul { margin: 0 0 3mm; padding-left: 5mm; }
li { margin-bottom: 0.8mm; }
figure { margin: 0 0 3mm; break-inside: avoid; }
svg { display: block; width: 100%; height: auto; border: 0.2mm solid #777; }
figcaption { margin-top: 1mm; color: #444; font-size: 8.8pt; }
pre { margin: 0 0 3mm; padding: 2mm 3mm; border: 0.15mm solid #999; white-space: pre-wrap; }
`;
