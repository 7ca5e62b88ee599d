#!/bin/sh
# audit: what it prints and writes, its exit codes, and what it says to a hurried user.
. "$(dirname "$0")/lib.sh"
chiping=$root/scenarios/chiping/as-written.cfg
consistent=$root/tests/audit/consistent.cfg

# --- the page ---
claim page exits 0 audit "$chiping" --lang zh
claim page-quiet silent err
claim page-count says out '方案自查：矛盾9处 · 风险14处 · 提示9处'
claim page-first test "$(grep -n '^ 1\. \[矛盾\]' out | cut -d: -f1)" -eq 5
claim page-kinds says out '矛盾：两处说法不能同时成立'
claim page-quote says out '〔附件3 任务清单29〕2022年全区职业院校“双师型”教师比例达到80%以上'
claim page-arithmetic says out '210 ÷ 220 = 95.455%'
claim page-advice says out '建议'
claim page-english exits 0 audit "$chiping" --lang en
claim page-english-count says out 'Audit of the plan: 9 contradictions · 14 risks · 9 notes'
claim page-no-escapes no_escapes out
claim consistent exits 0 audit "$consistent" --lang zh
claim consistent-nothing says out '没有发现问题'
claim consistent-short test "$(wc -l <out)" -eq 2
claim without-tables exits 0 audit "$root/scenarios/jining/plan-2020.cfg" --lang en
claim without-tables-says says out 'holds no annex tables'

# Every shipped plan was read finding by finding: a new one is a new mistake of the plan, or of the audit.
findings() { vetsim audit "$root/scenarios/$1.cfg" --json; grep -c '"check":' out; }
for plan in as-written plan-2020 table3-baseline cohort-low more-hires; do
    claim "findings-chiping-$plan" test "$(findings chiping/$plan)" -eq 32
done
for plan in jining/plan-2020 jining/integration-2026 jining/integration-apart rongcheng/plan-2020 shandong/plan-2020; do
    claim "findings-$plan" test "$(findings $plan)" -eq 0
done
claim findings-jining-cohort test "$(findings jining/cohort-low)" -eq 1

# Tables filled in a spreadsheet are checked as soon as they are imported: the findings that tables alone can give.
imported() { rm -f imported.cfg tables.csv; vetsim tables "$1" --format csv --lang zh -o tables.csv && vetsim import tables.csv -o imported.cfg --place 某县 && vetsim audit imported.cfg --json && grep -c '"check":' out; }
claim findings-imported-consistent test "$(imported "$consistent")" -eq 0
claim findings-imported-chiping test "$(imported "$chiping")" -eq 21
rm -f imported.cfg

# --- strict ---
claim strict-findings exits 4 audit "$chiping" --strict
claim strict-none exits 0 audit "$consistent" --strict

# --- files ---
claim markdown exits 0 audit "$chiping" --lang zh -o out-audit.md
claim markdown-told says out 'out-audit.md'
claim markdown-headings test "$(grep -c '^## ' out-audit.md)" -eq 32
claim markdown-advice test "$(grep -c '^- \*\*建议\*\* ' out-audit.md)" -eq 32
claim csv exits 0 audit "$chiping" --lang zh -o out-audit.csv
claim csv-bom test "$(head -c 3 out-audit.csv | od -An -tx1 | tr -d ' ')" = efbbbf
claim csv-header says out-audit.csv 'id,severity,area,title,quotes,arithmetic,amount,size,advice'
claim csv-row says out-audit.csv 'same.students,contradiction,enrolment,'
claim json exits 0 audit "$chiping" --json
claim json-both-languages says out '"zh": "附表一在校生与附表三在校生不是同一组数"'
vetsim audit "$chiping" --json --lang en && cp out en.json
vetsim audit "$chiping" --json --lang zh && cp out zh.json
claim json-of-any-language-the-same cmp -s en.json zh.json
claim other-ending exits 2 audit "$chiping" -o audit.txt
claim other-ending-says says err 'a file that ends in .md, .csv'
claim missing-folder exits 1 audit "$chiping" -o no/such/folder/audit.md
claim missing-folder-nothing not test -e no

# --- wrong use ---
claim no-scenario exits 2 audit
claim no-scenario-says says err 'audit needs a scenario file'
claim two-scenarios exits 2 audit "$chiping" "$consistent"
claim two-scenarios-says says err 'one too many'
claim missing-file exits 3 audit missing.cfg
claim empty-argument exits 3 audit ''
claim folder exits 3 audit "$root/scenarios"
claim unknown-command-suggests exits 2 audti "$chiping"
claim unknown-command-suggests-says says err 'did you mean "audit"'
claim other-option exits 2 audit "$chiping" --year 2022
claim set exits 0 audit "$chiping" --set training.course_days=2 --lang zh

# --- statements of the scenario: refusals ---
statement() { # statement TEXT: a copy of the consistent plan with this statement
    sed "s|^  investment: .*|  investment: { $1 };|" "$consistent" >changed.cfg
    exits 3 check changed.cfg
}
claim statement-row-unknown statement 'section = "二"; quote = "q"; rows = ("funding.per_studnt");'
claim statement-row-unknown-says says err 'did you mean funding.per_student?'
claim statement-row-line says err "changed.cfg:$(grep -n investment changed.cfg | cut -d: -f1): statement.investment.rows"
claim statement-without-rows statement 'section = "二"; quote = "q";'
claim statement-without-rows-says says err 'statement.investment.rows: is required and missing'
claim statement-without-quote statement 'section = "二"; rows = ("funding.per_student");'
claim statement-without-quote-says says err 'statement.investment.quote: is required and missing'
claim statement-rows-text statement 'section = "二"; quote = "q"; rows = "funding.per_student";'
claim statement-rows-text-says says err 'must be a list of rows'
claim statement-rows-numbers statement 'section = "二"; quote = "q"; rows = (1, 2);'
claim statement-unknown-key statement 'section = "二"; quote = "q"; row = ("funding.per_student");'
claim statement-unknown-key-says says err 'did you mean rows?'
finish
