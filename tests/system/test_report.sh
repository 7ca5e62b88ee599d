#!/bin/sh
# report: one page of HTML that is well-formed, needs nothing else, and says what run and ensemble say.
. "$(dirname "$0")/lib.sh"
plans=$root/scenarios
rongcheng=$plans/rongcheng/plan-2020.cfg
well_formed() { LC_ALL=C awk -f "$root/tests/system/xml.awk" "$1"; }
count() { grep -o -- "$2" "$1" | wc -l; }
nothing_left() { ! ls "$1"* .*"$1"* 2>/dev/null | grep -q .; }

# --- one plan ---
claim page exits 0 report "$rongcheng" -n 64 --lang en -o en.html
claim page-told says out 'Written to en.html'
claim page-quiet silent err
claim page-well-formed well_formed en.html
claim page-language says en.html '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"'
claim page-no-other-file not grep -qE '<script|<link|<img|<iframe|src=|href=|@import|url\(' en.html
claim page-one-title test "$(count en.html '<h1>')" -eq 1
claim page-figures-described test "$(count en.html '<svg')" -gt 0 -a "$(count en.html '<svg')" -eq "$(count en.html '<desc>')"
claim page-tables-named test "$(count en.html '<table>')" -gt 0 -a "$(count en.html '<table>')" -eq "$(count en.html '<caption>')"
claim page-no-level-skipped test "$(grep -oE '<h[1-6]' en.html | awk '{ n = substr($0, 3); if (n > last + 1) bad = 1; last = n } END { print bad + 0 }')" -eq 0

# Its verdicts and numbers are those of run --json, its probabilities those of ensemble.
vetsim run "$rongcheng" --json && cp out run.json
json_count() { grep -c "\"verdict\": \"$1\"" run.json; }
met=$(json_count met) late=$(json_count late) missed=$(json_count missed)
claim verdicts-something test "$met" -gt 0 -a "$missed" -gt 0
claim verdicts-met test "$(count en.html '<span class="met">')" -eq "$met"
claim verdicts-late test "$(count en.html '<span class="late">')" -eq "$late"
claim verdicts-missed test "$(count en.html '<span class="missed">')" -eq "$missed"
claim verdicts-sentence says en.html "the plan meets $met on time and $late late, and misses $missed; 0 cannot be evaluated."
claim digest says en.html "SHA-256 $(sed -n 's/.*"digest": "\(.*\)".*/\1/p' run.json)"
vetsim ensemble "$rongcheng" -n 64 --json && cp out ensemble.json
share=$(sed -n 's/.*"joint_probability": \([0-9.]*\).*/\1/p' ensemble.json | awk '{ printf "%.0f%%", 100 * $1 }')
claim joint says en.html "all evaluated targets are met together in $share of the cases"
claim likely says en.html "one by one $(grep '"probability"' ensemble.json | awk -F'[:,]' '$2 >= 0.9 { n++ } END { print n + 0 }') are likely"
claim seed says en.html '64, sampler sobol, seed 1'
claim command says en.html '-n 64 --seed 1 --sampler sobol'

# The cheapest way is that of reach.
vetsim reach "$rongcheng" --json
claim reach-cost grep -qF '"cost": 44' out
claim remedy says en.html 'at ¥440k'

# --- Chinese ---
claim chinese exits 0 report "$rongcheng" -n 64 --lang zh -o zh.html
claim chinese-well-formed well_formed zh.html
claim chinese-language says zh.html 'lang="zh-CN"'
claim chinese-sentence says zh.html "按期达标${met}项，延期达标${late}项，未达标${missed}项"
claim chinese-remedy says zh.html '44万元'
claim chinese-no-english-headings not grep -qE '<h[23]>[A-Z]' zh.html

# --- the same bytes again ---
claim again exits 0 report "$rongcheng" -n 64 --lang en -o again.html -j 1
claim again-same cmp -s en.html again.html
claim no-date not grep -q '<dt>Date</dt>' en.html
SOURCE_DATE_EPOCH=1600000000 "$VETSIM" report "$rongcheng" -n 64 --lang en -o dated.html >out 2>err
claim dated says dated.html '<dd>2020-09-13</dd>'

# --- what a scenario says is only text ---
cat >evil.cfg <<END
extends = "$rongcheng";
label = { zh = "<script>alert(1)</script>&'\"<b>"; en = "<script>alert(1)</script>&'\"<b>"; };
note = { zh = "]]><style>*{display:none}</style>"; en = "]]><style>*{display:none}</style>"; };
END
claim evil exits 0 report evil.cfg -n 64 --lang en -o evil.html
claim evil-well-formed well_formed evil.html
claim evil-no-script not grep -q '<script' evil.html
claim evil-one-style test "$(count evil.html '<style')" -eq 1
claim evil-shown says evil.html '<h1>&#60;script&#62;alert(1)&#60;/script&#62;&#38;&#39;&#34;&#60;b&#62;</h1>'

# --- several plans; annex tables that do not add up; nothing uncertain ---
claim several exits 0 report "$rongcheng" "$plans/rongcheng/applications-low.cfg" -n 64 --lang en -o two.html
claim several-well-formed well_formed two.html
claim several-columns says two.html '<th scope="col">A</th><th scope="col">B</th>'
claim several-digests test "$(count two.html 'SHA-256')" -eq 2
claim findings exits 0 report "$plans/chiping/as-written.cfg" -n 64 --lang zh -o as-written.html
claim findings-well-formed well_formed as-written.html
claim findings-said says as-written.html '附表一在校生与附表三在校生不是同一组数'
vetsim audit "$plans/chiping/as-written.cfg" --json
claim findings-all test "$(count as-written.html '<small>建议：')" -eq "$(grep -c '"check":' out)"
claim certain-said says as-written.html '方案没有列出不确定因素'

# --- wrong use leaves nothing behind ---
wrong() { # code, words, arguments…
    wrong_code=$1 wrong_words=$2
    shift 2
    exits "$wrong_code" report "$@" && says err "$wrong_words"
}
claim no-scenario wrong 2 'report needs at least one scenario file' -o x.html
claim no-file wrong 2 'report needs -o FILE.html' "$rongcheng"
claim other-ending wrong 2 'that ends in .html' "$rongcheng" -o x.pdf
claim empty-name wrong 2 '-o needs' "$rongcheng" -o ''
claim too-many wrong 2 'at most 4 scenarios' "$rongcheng" "$rongcheng" "$rongcheng" "$rongcheng" "$rongcheng" -o x.html
claim missing-scenario wrong 3 'missing.cfg' "$rongcheng" missing.cfg -o x.html
claim missing-folder wrong 1 'no/such' "$rongcheng" -n 64 -o no/such/x.html
claim bad-runs wrong 2 '-n 0' "$rongcheng" -n 0 -o x.html
claim bad-set exits 3 report "$rongcheng" --set nonsense=1 -o x.html
claim other-option wrong 2 '--json' "$rongcheng" --json -o x.html
timeout -s INT 0.2 "$VETSIM" report "$plans/jining/plan-2020.cfg" -n 4194304 -o x.html >out 2>err
claim interrupted says err 'no report is written'
claim nothing-written nothing_left x.html
finish
