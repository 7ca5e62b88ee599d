#!/bin/sh
# vetsim compare: plans side by side, what differs, what each difference does.
. "$(dirname "$0")/lib.sh"
plan=$root/scenarios/chiping/plan-2020.cfg
hires=$root/scenarios/chiping/more-hires.cfg
money=$root/scenarios/chiping/tighter-money.cfg
jining=$root/scenarios/jining/plan-2020.cfg

wrong() { # wrong FRAGMENT ARGUMENTS…
    fragment=$1
    shift
    exits 2 compare "$@" && silent out && says err "$fragment"
}
claim none wrong 'two or more scenario files'
claim one wrong 'two or more scenario files' "$plan"
claim nine wrong 'at most 8 plans' "$plan" "$plan" "$plan" "$plan" "$plan" "$plan" "$plan" "$plan" "$plan"
claim unknown-target wrong 'did you mean "chiping20_t3_teacher_hires_202' "$plan" "$hires" --target chiping20_t3_teacher_hires_202
claim unknown-indicator wrong 'did you mean "faculty.hires"' "$plan" "$hires" --indicator faculty.hire
claim both wrong 'not both' "$plan" "$hires" --indicator faculty.hires --target chiping20_t3_teacher_hires_2022
claim year-outside wrong 'from 2019 to 2024' "$plan" "$hires" --year 2030
claim year-a-word wrong 'from 2019 to 2024' "$plan" "$hires" --year soon
claim charts-options-alone wrong 'need -o DIR' "$plan" "$hires" --no-charts
claim missing-file exits 3 compare "$plan" nothing.cfg
claim missing-file-says says err 'nothing.cfg'
claim empty-name exits 3 compare "$plan" ''

# --- two plans: what the file of the second changes is what differs, and nothing else ---
claim two exits 0 compare "$plan" "$hires"
claim two-quiet silent err
claim two-inputs says out 'WHAT DIFFERS IN THE INPUTS OF A AND B: 3'
for word in 'Planned hires' 'Hires: dual-qualified share' 'Upskilling seats' '2020: 0; 2021: 50; 2022: 50' \
    'more-hires.cfg:6' 'enough, and needed' 'whole change' 'TARGETS WHOSE VERDICT CHANGES' 'MAIN INDICATORS IN 2022' \
    'MONEY, 2020 TO 2024'; do
    claim "two-says-$word" says out "$word"
done
claim two-no-escapes no_escapes out
claim same exits 0 compare "$plan" "$plan"
claim same-says says out 'WHAT DIFFERS IN THE INPUTS OF A AND B: 0'
claim same-no-target says out 'No target changes its verdict'
claim chinese exits 0 compare "$plan" "$hires" "$money" --lang zh
claim chinese-whole not grep -q 'whole change\|alone\|PLANS\|points' out
claim indicator exits 0 compare "$plan" "$money" --indicator funding.special_funds --year 2022
# 10000 to 8000 and 16000 to 9600: a sum, so both ways of trying give the same and nothing is left over
claim indicator-county grep -q 'County special fund *−2,000 *−2,000' out
claim indicator-joint grep -q 'Joint fund *−6,400 *−6,400' out
claim indicator-rest grep -q 'interaction) *0 *0' out
claim indicator-whole grep -q 'whole change *−8,400 *−8,400' out

# --- plans that cannot be laid on each other are still compared by their results ---
claim places exits 0 compare "$jining" "$plan"
claim places-says says out 'different places'
claim places-no-inputs not grep -q 'WHAT DIFFERS' out
claim horizons exits 0 compare "$root/scenarios/chiping/as-written.cfg" "$plan"
claim horizons-says says out 'do not end in the same year; compared are the years to 2022'
claim base-years exits 0 compare "$jining" "$root/scenarios/jining/integration-2026.cfg"
claim base-years-says says out 'start in different years'

# --- files ---
claim json exits 0 compare "$plan" "$hires" --json
claim json-tables says out '"contributions": ['
claim json-number says out '"parameter": "faculty.planned_hires.sve"'
claim files exits 0 compare "$plan" "$hires" -o made --no-charts
claim files-all test "$(ls made | tr '\n' ' ')" = 'compare-contributions.csv compare-indicators.csv compare-inputs.csv compare-money.csv compare-plans.csv compare-targets.csv '
claim files-inputs test "$(grep -c '^B,' made/compare-inputs.csv)" -eq 3
touch taken
claim files-folder-is-a-file exits 1 compare "$plan" "$hires" -o taken/there
finish
