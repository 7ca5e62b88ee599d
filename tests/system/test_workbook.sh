#!/bin/sh
# The workbook: opens in another program, holds the numbers of `run --json` and `ensemble --json`, no formulas, the
# same bytes each time; several scenarios; and what a hurried person gets wrong.
. "$(dirname "$0")/lib.sh"
plan=$root/scenarios/chiping/plan-2020.cfg
hires=$root/scenarios/chiping/more-hires.cfg
written=$root/scenarios/chiping/as-written.cfg

# A part of the workbook, by its path in it.
part() { unzip -p "$1" "$2" 2>/dev/null; }
# A part is one long line: it is not shown when it does not say it.
holds() { grep -qF -- "$2" "$1"; }

claim workbook exits 0 workbook "$plan" -o plan.xlsx --lang zh -n 64
claim workbook-says-where says out 'plan.xlsx'
claim workbook-is-quiet silent err
claim workbook-is-a-zip test "$(head -c 4 plan.xlsx | od -An -tx1 | tr -d ' ')" = 504b0304
sleep 1
claim workbook-again exits 0 workbook "$plan" -o again.xlsx --lang zh -n 64 -j 1
claim workbook-same-bytes cmp -s plan.xlsx again.xlsx
claim workbook-replaces exits 0 workbook "$plan" -o again.xlsx --lang zh -n 64 --seed 2
claim workbook-other-seed not cmp -s plan.xlsx again.xlsx
claim workbook-english exits 0 workbook "$plan" -o english.xlsx --lang en -n 64
claim workbook-two exits 0 workbook "$plan" "$hires" -o two.xlsx --lang zh -n 64
claim workbook-certain exits 0 workbook "$written" -o certain.xlsx --lang zh
claim workbook-written-by-name exits 0 workbook "$plan" -o '方案 一.xlsx' --lang zh -n 64

# Text that looks like a formula stays text.
sed "s|as-written.cfg|$written|; s|zh = \"茌平区2020年方案（计入减员、容量和资金）\"|zh = \"=1+1\"|" "$plan" >formula.cfg
grep -q '"=1+1"' formula.cfg || echo "# formula.cfg: the label was not replaced"
claim workbook-formula exits 0 workbook formula.cfg -o formula.xlsx --lang zh -n 64

if command -v unzip >/dev/null; then
    claim workbook-whole unzip -tqq plan.xlsx
    part plan.xlsx xl/workbook.xml >book.xml
    for name in 概览 图表 目标 逐年结果 结果区间 规模与布局 专业布局 师资队伍 实训基地 经费投入 社会培训 取值依据 不确定因素 方案自查; do
        claim "workbook-sheet-$name" holds book.xml "name=\"$name\""
    done
    part certain.xlsx xl/workbook.xml >certain.xml
    claim workbook-nothing-uncertain not grep -q '结果区间' certain.xml
    part two.xlsx xl/workbook.xml >two.xml
    claim workbook-two-annexes holds two.xml 'name="规模与布局 B"'
    part plan.xlsx xl/worksheets/sheet3.xml >targets.xml
    claim workbook-frozen holds targets.xml 'state="frozen"'
    claim workbook-filter holds targets.xml '<autoFilter'
    claim workbook-colours holds targets.xml '<conditionalFormatting'
    claim workbook-landscape holds targets.xml 'orientation="landscape"'
    unzip -l plan.xlsx >parts
    claim workbook-six-charts test "$(grep -c xl/charts/chart parts)" -eq 6
    claim workbook-twelve-charts test "$(unzip -l two.xlsx | grep -c xl/charts/chart)" -eq 12
    part plan.xlsx docProps/core.xml >core.xml
    claim workbook-title holds core.xml '茌平区2020年方案'
    claim workbook-digest holds core.xml "$("$VETSIM" run "$plan" --json | sed -n 's/.*"digest": "\([0-9a-f]*\)".*/\1/p' | head -n 1)"
    unzip -qo formula.xlsx -d formula
    claim workbook-no-formula not grep -rq '<f>' formula/xl/worksheets
    claim workbook-formula-as-text grep -q '<t>=1+1</t>' formula/xl/sharedStrings.xml
else
    echo "# unzip is not installed: the parts of the workbook were not looked at"
fi

# --- the numbers, as another program reads them ---
# The sheets as CSV, every number with all its digits; what LibreOffice puts in quotation marks is taken out.
sheets() {
    HOME=$work soffice --headless --convert-to \
        'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' --outdir read "$1" >/dev/null 2>&1
    sed 's/"//g' read/plan-逐年结果.csv >years.csv
    sed 's/"//g' read/plan-结果区间.csv >ranges.csv
}
# Two numbers, of which the first may be in percent.
equal() {
    awk -v a="$1" -v b="$2" 'BEGIN { x = a + 0; if (a ~ /%$/) x /= 100; d = x - b; e = 1e-9 * ((b < 0 ? -b : b) + 1)
        exit !(a != "" && b != "" && d <= e && -d <= e) }' || { echo "# $1 is not $2"; return 1; }
}
if command -v soffice >/dev/null; then
    sheets plan.xlsx
    claim workbook-opens test -s read/plan-概览.csv
    vetsim run "$plan" -o run --no-charts
    # Every number of the sheet is that of the run, and every number of the run is there: a sum over one sector under
    # the sector's name.
    every_number() {
        awk -F, 'FNR == 1 { file++ }
            file == 1 && FNR > 1 && $4 != "" && $5 != "limit code" { run[$2 ($3 == "" ? "" : "." $3) " " $1] = $4; next }
            file == 2 && FNR == 1 { for (i = 3; i <= NF; i++) { key[i] = $i; column[$i] = i } }
            file == 2 && FNR > 2 {
                for (i = 3; i <= NF; i++) {
                    at = key[i] " " $2
                    if (key[i] ~ /limit$|limit\./ || $i == "") { if (at in run) { print "# no " at; bad++ } continue }
                    if (!(at in run)) { print "# not in the run: " at; bad++; continue }
                    x = $i + 0; if ($i ~ /%$/) x /= 100
                    d = x - run[at]; e = 1e-9 * ((run[at] < 0 ? -run[at] : run[at]) + 1)
                    if (d > e || -d > e) { print "# " at ": " $i " is not " run[at]; bad++ }
                    seen++
                } }
            END {
                for (at in run) {
                    split(at, part, " ")
                    if (!(part[1] in column) && part[1] !~ /\.secondary$|\.higher$/) { print "# no column " part[1]; bad++ }
                }
                print "# " seen " numbers compared"; exit bad > 0 || seen < 500 }' run/trajectories.csv years.csv
    }
    claim workbook-every-number every_number
    in_year() { awk -F, -v key="$1" -v year="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == key) c = i }
        NR > 2 && $2 == year { print $c }' years.csv; }
    claim workbook-base-students equal "$(in_year enrolment.students 2019)" 2182 # as the plan's table 1 says
    claim workbook-absent-is-empty test -z "$(in_year funding.spending 2019)"
    claim workbook-limit-in-words test "$(in_year enrolment.limit.sve 2021)" = 学位
    "$VETSIM" ensemble "$plan" -n 64 -o ensemble.db >/dev/null && "$VETSIM" export ensemble.db indicator >indicator.csv
    in_study() { awk -F, -v key="$1" -v year="$2" -v name="$3" 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i }
        $c["key"] == key && $c["year"] == year { print $c[name] }' indicator.csv; }
    in_range() { awk -F, -v key="$1" -v year="$2" -v c="$3" '$NF == key && $3 == year { print $c }' ranges.csv; }
    claim workbook-p5 equal "$(in_range enrolment.students 2023 8)" "$(in_study enrolment.students 2023 p5)"
    claim workbook-median equal "$(in_range faculty.full_time 2022 11)" "$(in_study faculty.full_time 2022 p50)"
    claim workbook-p95 equal "$(in_range funding.spending 2024 14)" "$(in_study funding.spending 2024 p95)"
    claim workbook-mean equal "$(in_range funding.spending 2024 6)" "$(in_study funding.spending 2024 mean)"
    claim workbook-verdicts test "$(grep -c ',未达标,' read/plan-目标.csv)" -eq "$(grep -c ',missed,' run/targets.csv)"
    claim workbook-source says read/plan-取值依据.csv '聊茌政发〔2020〕19号'
else
    echo "# soffice is not installed: the workbook was not read back"
fi

# --- refused ---
refused() { # refused FRAGMENT ARGUMENTS…
    fragment=$1
    shift
    exits 2 workbook "$@" && silent out && says err "$fragment"
}
claim workbook-no-scenario refused 'needs at least one scenario' -o a.xlsx --lang en
claim workbook-no-output refused 'needs -o FILE.xlsx' "$plan" --lang en
claim workbook-empty-output refused 'needs the name' "$plan" -o '' --lang en
claim workbook-csv refused 'ends in .xlsx' "$plan" -o a.csv --lang en
claim workbook-only-ending refused 'ends in .xlsx' "$plan" -o .xlsx --lang en
claim workbook-runs refused 'whole number' "$plan" -o a.xlsx -n many --lang en
claim workbook-option refused 'not an option' "$plan" -o a.xlsx --json --lang en
claim workbook-missing exits 3 workbook missing.cfg -o a.xlsx
claim workbook-one-missing exits 3 workbook "$plan" missing.cfg -o a.xlsx
claim workbook-empty-argument exits 3 workbook '' -o a.xlsx
claim workbook-folder exits 1 workbook "$plan" -o nowhere/a.xlsx
mkdir folder.xlsx
claim workbook-is-a-folder exits 1 workbook "$plan" -o folder.xlsx
claim workbook-nothing-left test ! -e a.xlsx
claim workbook-no-temporaries test "$(find . -maxdepth 1 -name '.*' -o -maxdepth 1 -name '*.tmp*' | grep -vc '^\.$\|libreoffice\|config\|cache')" -eq 0
finish
