#!/bin/sh
# The annex tables filled in with a spreadsheet become a scenario that runs, or are refused by cell.
. "$(dirname "$0")/lib.sh"
written=$root/scenarios/chiping/as-written.cfg

# --- there and back: the plan's tables exported, imported, exported again ---
plan_columns() { # the columns the plan printed: not what the run and the program say
    awk -F, '/^[一二三四五六]、|^备注|^"备注|^产业|^$/ {print; next} NF > 20 {next} {print $1, $2, $5, $8, $11}' "$1"
}
claim import-export exits 0 tables "$written" --lang zh -o there.csv
claim import-works exits 0 import there.csv -o back.cfg --lang zh
claim import-warns-of-repeated-rows says err '没有重复计入'
claim import-says-what-is-left says out '【待填】'
claim import-export-again exits 0 tables back.cfg --lang zh -o again.csv
plan_columns there.csv >there
plan_columns again.csv >again
claim import-same-tables cmp -s there again
claim import-tables-not-empty test "$(wc -l <there)" -gt 40
claim import-checks exits 0 check back.cfg
claim import-check-is-clean says out '0 errors, 0 warnings'
claim import-all-met exits 0 run back.cfg --strict --no-charts -o run
claim import-source says back.cfg '2019年2182（B7）'
# Every cell of the annex as resolved, but for what a sheet has no place for: the document, and which indicator fills a row.
annex() {
    exits 0 run "$1" --no-charts -o "$2" || return 1
    sed -n '/^annex/,/^};/p' "$2/resolved.cfg" | awk '/document =|section =/ {next} /fiscal_input_secondary = {/ {skip = 4}
        /fiscal_input_secondary = \(/ {skip = 1} skip-- > 0 {next} {print}' >"$2.annex"
}
claim import-annex-there annex "$written" r1
claim import-annex-back annex back.cfg r2
claim import-same-annex cmp -s r1.annex r2.annex
claim import-annex-is-whole test "$(wc -l <r1.annex)" -gt 100

# --- as Chinese Excel saves it ---
tail -c +4 there.csv | iconv -f UTF-8 -t GB18030 >gb.csv
claim import-gb18030 exits 0 import gb.csv -o gb.cfg --place there --lang zh
sed 's/gb\.csv/there.csv/g' gb.cfg >gb-renamed
claim import-place exits 0 import there.csv -o utf8.cfg --place there --lang zh
claim import-gb18030-same cmp -s gb-renamed utf8.cfg
claim import-english-tables exits 0 tables "$written" --lang en -o en.csv
claim import-english exits 0 import en.csv -o en.cfg --lang en
claim import-english-checks exits 0 check en.cfg

# --- the template ---
claim import-template exits 0 import --template --lang zh
claim import-template-is-shipped cmp -s out "$root/scenarios/templates/annex-tables.csv"
claim import-template-english exits 0 import --template --lang en -o form.csv
claim import-template-english-is-shipped cmp -s form.csv "$root/scenarios/templates/annex-tables-en.csv"
claim import-empty-form exits 0 import form.csv -o form.cfg --lang en
claim import-empty-form-runs exits 0 run form.cfg

# --- refused, and nothing written ---
refused() { # refused CODE FRAGMENT ARGUMENTS…
    wanted_code=$1 fragment=$2
    shift 2
    exits "$wanted_code" import "$@" && silent out && says err "$fragment" && [ ! -e no.cfg ]
}
sed 's/^校内实训基地（个）,1,/校内实训基地（个）,约1,/' there.csv >about.csv
claim import-bad-cell refused 3 'about.csv:47: B47单元格：“约1”应为数' about.csv -o no.cfg --lang zh
claim import-bad-cell-english refused 3 'about.csv:47: cell B47: "约1" must be a number' about.csv -o no.cfg --lang en
sed 's/^职业院校招聘教师数/职业院校招骋教师/' there.csv >typo.csv
claim import-typo refused 3 '是否指“职业院校招聘教师数”' typo.csv -o no.cfg --lang zh
sed 's/126\/138/146\/138/' there.csv >more.csv
claim import-impossible refused 3 'the tables do not make a scenario' more.csv -o no.cfg --lang en
printf 'PK\003\004' >book.xlsx
claim import-workbook refused 3 'save the sheet as CSV' book.xlsx -o no.cfg --lang en
claim import-missing refused 3 'missing.csv' missing.csv -o no.cfg
claim import-no-file refused 2 'needs a CSV file' -o no.cfg --lang en
claim import-two-files refused 2 'one too many' there.csv there.csv -o no.cfg --lang en
claim import-no-output refused 2 'needs -o' there.csv --lang en
claim import-empty-place refused 2 'needs the name of a county' there.csv -o no.cfg --place ' ' --lang en
claim import-place-with-escape refused 2 'without control characters' there.csv -o no.cfg --place "$(printf 'a\033[2Jb')" --lang en
claim import-place-too-long refused 2 'at most 60' there.csv -o no.cfg --place "$(printf '%061d' 0)" --lang en
cp there.csv "$(printf 'a\033b.csv')"
claim import-file-name-is-no-place refused 2 '--place' "$(printf 'a\033b.csv')" -o no.cfg --lang en
claim import-scenario refused 3 'no table has begun' "$written" -o no.cfg --lang en
claim import-empty-name refused 2 'needs' there.csv -o '' --lang en
cp back.cfg kept.cfg
claim import-keeps-what-is-there refused 1 'left as it is' there.csv -o kept.cfg --lang en
claim import-kept cmp -s back.cfg kept.cfg
claim import-template-argument refused 2 'one argument too many' --template there.csv --lang en
printf '规模与布局\n指标,2019年,2020年\n中职学校数量（所）,1,2\n"职业\033[31m",1,2\n' >escape.csv
claim import-escape refused 3 'escape.csv:4' escape.csv -o no.cfg
claim import-escape-is-gone no_escapes err
finish
