#!/bin/sh
# The six annex tables: in every format, one or all, and what a hurried person gets wrong.
. "$(dirname "$0")/lib.sh"
plan=$root/scenarios/chiping/plan-2020.cfg
written=$root/scenarios/chiping/as-written.cfg

lines() { # lines FILE PATTERN COUNT
    [ "$(grep -c -- "$2" "$1")" -eq "$3" ] || { echo "# $1 has $(grep -c -- "$2" "$1") lines with $2, not $3"; return 1; }
}

claim tables-text exits 0 tables "$plan" --lang zh
claim tables-are-quiet silent err
claim tables-all-six lines out '^[一二三四五六]、' 6
claim tables-as-issued says out '17:1（3456/202）'
claim tables-note says out '备注：中职学校生师比为全市平均数。'
claim tables-difference says out '差额'
claim tables-no-colour no_escapes out
claim tables-one exits 0 tables "$plan" --lang zh --table 师资队伍
claim tables-one-only lines out '^[一二三四五六]、' 1
cp out by-name
claim tables-by-number exits 0 tables "$plan" --lang zh --table 3
claim tables-by-number-same cmp -s out by-name
claim tables-by-key exits 0 tables "$plan" --lang zh --table faculty
claim tables-by-key-same cmp -s out by-name
claim tables-english exits 0 tables "$plan" --lang en --table faculty
claim tables-english-title says out '3. Teachers'
claim tables-english-reason says out 'the projection starts in 2020'

# --- a plan run as written differs from its own tables in two cells ---
claim tables-written exits 0 tables "$written" --lang en
claim tables-written-two-differences lines out '^ *off by ' 2

# --- files ---
claim tables-csv exits 0 tables "$plan" --format csv --lang zh
claim tables-csv-mark test "$(head -c 3 out | od -An -tx1 | tr -d ' ')" = efbbbf
claim tables-csv-row says out '中职学校校均在校生规模（人）,2182,2182,,3400,3274,-126,4800,3481,-1319,6000,3698,-2302,'
cp out on-page.csv
claim tables-csv-file exits 0 tables "$plan" --lang zh -o t.csv
claim tables-csv-file-same cmp -s t.csv on-page.csv
claim tables-md exits 0 tables "$plan" --lang zh -o t.md
claim tables-md-row says t.md '| 职业院校招聘教师数 | 0 |  |  | 0 | 0 |  | 50 | 45 | **−5** | 50 | 45 | **−5** |'
claim tables-txt exits 0 tables "$plan" --lang zh -o t.txt
claim tables-txt-no-colour no_escapes t.txt
claim tables-xlsx exits 0 tables "$plan" --lang zh -o t.xlsx
sleep 1 # the time of day is not in it
claim tables-xlsx-again exits 0 tables "$plan" --lang zh -o again.xlsx
claim tables-xlsx-same-bytes cmp t.xlsx again.xlsx
claim tables-xlsx-is-a-workbook test "$(head -c 4 t.xlsx | od -An -tx1 | tr -d ' ')" = 504b0304
if command -v soffice >/dev/null; then # the numbers as another program reads them
    HOME=$work soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1' --outdir read t.xlsx >/dev/null 2>&1
    cat read/*.csv >read-back
    claim tables-xlsx-read-back says read-back '中职学校校均在校生规模（人）,2182,2182,,3400,3274,-126,4800,3481,-1319,6000,3698,-2302,'
    claim tables-xlsx-title says read-back '一、规模与布局'
else
    echo "# soffice is not installed: the workbook was not read back"
fi
claim tables-no-plan exits 0 tables "$root/scenarios/jining/plan-2020.cfg" --lang zh --format csv
claim tables-no-plan-row says out '高职院校在校生规模（人）,,38500,,,40504,,'

# --- refused ---
refused() { # refused FRAGMENT ARGUMENTS…
    fragment=$1
    shift
    exits 2 tables "$@" && silent out && says err "$fragment"
}
claim tables-no-scenario refused 'needs a scenario' --lang en
claim tables-two-scenarios refused 'one too many' "$plan" "$written" --lang en
claim tables-unknown-table refused 'did you mean faculty' "$plan" --table faculti --lang en
claim tables-empty-table refused 'no such table' "$plan" --table '' --lang en
claim tables-table-seven refused 'no such table' "$plan" --table 7 --lang en
claim tables-format refused 'text, md, csv or xlsx' "$plan" --format png --lang en
claim tables-xlsx-nowhere refused 'needs -o' "$plan" --format xlsx --lang en
claim tables-not-over-a-scenario refused 'ends in .txt, .md, .csv, .xlsx' "$plan" -o plan.cfg --lang en
claim tables-not-under-another-name refused 'ends in .csv' "$plan" --format csv -o t.xlsx --lang en
claim tables-nothing-there test ! -e plan.cfg
claim tables-missing exits 3 tables missing.cfg
claim tables-unwritable exits 1 tables "$plan" -o nowhere/t.csv
claim tables-unwritable-nothing test ! -e nowhere
mkdir folder.xlsx
claim tables-folder exits 1 tables "$plan" -o folder.xlsx
claim plot-format-still-checked exits 2 plot "$plan" --format xlsx
finish
