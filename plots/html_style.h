/* How a page of HTML looks. Colours have a contrast of at least 4.5 to what they stand on, on paper and on light and
 * dark screens; a verdict is told by its sign and word as well as by its colour. */
#ifndef VETSIM_PLOTS_HTML_STYLE_H
#define VETSIM_PLOTS_HTML_STYLE_H

#include "style.h"

#define HTML_STYLE \
    ":root{color-scheme:light dark;--paper:#fff;--ink:#1f2328;--muted:#57606a;--rule:#c9ced4;--band:#f3f5f7;" \
    "--met:#00694a;--late:#7d5200;--missed:#b3261e}\n" \
    "@media screen and " \
    "(prefers-color-scheme:dark){:root{--paper:#16191d;--ink:#e6e8eb;--muted:#a6adb5;--rule:#454b53;" \
    "--band:#21262c;--met:#5cd6a9;--late:#f0b95a;--missed:#ff9a8f}}\n" \
    "*{box-sizing:border-box}\n" \
    "body{margin:0 auto;padding:1.5rem 1.25rem 3rem;max-width:72rem;background:var(--paper);color:var(--ink);" \
    "font:1rem/1.55 " STYLE_FONTS ";overflow-wrap:break-word}\n" \
    "h1{font-size:1.75rem;line-height:1.25;margin:0 0 .3rem}\n" \
    "h2{font-size:1.3rem;line-height:1.3;margin:2.4rem 0 .6rem;padding-top:.5rem;border-top:2px solid var(--rule)}\n" \
    "h3{font-size:1.05rem;margin:1.5rem 0 .4rem}\n" \
    "p,ul,ol{margin:.4rem 0 .8rem}\n" \
    ".columns{columns:24rem 2}\n" \
    ".muted,caption,small{color:var(--muted)}\n" \
    "small{display:block;font-size:.85em;line-height:1.4}\n" \
    ".answer{font-size:1.12rem;border-left:5px solid var(--rule);padding:.1rem 0 .1rem 1rem;margin:1rem 0}\n" \
    ".answer p{margin:.45rem 0}\n" \
    ".beside{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:0 1.5rem}\n" \
    ".beside .answer{font-size:1rem}.answer h3{margin:.2rem 0 .4rem}\n" \
    ".scroll{overflow-x:auto;margin:.5rem 0 1.2rem}\n" \
    "table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.4}\n" \
    "caption{text-align:left;padding:.2rem 0 .35rem;caption-side:top}\n" \
    "th,td{padding:.32rem .6rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}\n" \
    "thead th{border-bottom:2px solid var(--rule);font-weight:600;vertical-align:bottom}\n" \
    "tbody th{font-weight:400;min-width:11rem}\n" \
    "tbody th.group{background:var(--band);font-weight:600}\n" \
    ".number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\n" \
    ".verdict,.met,.late,.missed{font-weight:600;white-space:nowrap}\n" \
    ".met{color:var(--met)}.late{color:var(--late)}.missed{color:var(--missed)}\n" \
    ".wide{min-width:14rem}.plan{min-width:8.5rem}.line{display:block}.together{white-space:nowrap}\n" \
    "details caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\n" \
    ".methods p{font-size:.93rem}\n" \
    "details{margin:.4rem 0 1.2rem}\n" \
    "summary{cursor:pointer;color:var(--muted);padding:.2rem 0}\n" \
    "figure{margin:.8rem 0 1.4rem;overflow-x:auto}\n" \
    "figure svg{display:block;width:100%;min-width:46rem;height:auto;background:#fff}\n" \
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.2rem;margin:.6rem 0}\n" \
    "dt{color:var(--muted)}dd{margin:0}\n" \
    "footer{margin-top:2.5rem;padding-top:.6rem;border-top:2px solid var(--rule);font-size:.88rem}\n" \
    "@media(max-width:40rem){body{padding:1rem .9rem 2rem}dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}" \
    "th,td{padding:.3rem .45rem}tbody th{min-width:11rem}}\n" \
    "@page{size:A4;margin:15mm 14mm 17mm;@bottom-right{content:counter(page) \" / \" counter(pages);" \
    "font-size:8pt;color:#57606a}}\n" \
    "@media print{body{max-width:none;padding:0;font-size:9.5pt;line-height:1.45}" \
    "h1{font-size:17pt}h2{font-size:13pt;margin-top:7mm}h3{font-size:10.5pt}" \
    "h2,h3,caption,summary{break-after:avoid}tr,figure,.answer,li{break-inside:avoid}" \
    "thead{display:table-header-group;break-after:avoid}thead+tbody,tbody:empty+tbody{break-before:avoid}" \
    "tr:has(.group){break-after:avoid}table{font-size:8pt}th,td{padding:1mm 1.5mm}tbody th{min-width:46mm}" \
    ".wide{min-width:0;width:50%}.plan{min-width:25mm}" \
    ".scroll,figure{overflow:visible}figure svg{min-width:0;max-height:232mm}.answer{font-size:10.5pt}" \
    ".beside .answer{font-size:9pt}.beside{grid-template-columns:repeat(auto-fit,minmax(42mm,1fr))}" \
    ".methods p{font-size:8.5pt;margin:.3rem 0 .5rem}footer{font-size:8pt;break-inside:avoid}}\n"
#endif
