#!/bin/sh
# vetsim backtest: the projection beside what was observed, and parameters fitted to it, against numbers worked out by hand.
. "$(dirname "$0")/lib.sh"

# Ten programmes more each year on a base of 20; what was observed lies near 50 + 10 t.
plan() { # OBSERVED…
    cat <<END
label = { zh = "小县"; en = "Small county"; };
first_year = 2019; last_year = 2024;
population: { junior_graduates = { value = 0; source = "made up"; }; };
sector: { sve: { label = { zh = "中职"; en = "Secondary"; }; level = "secondary"; length = 3; }; };
initiative: { n: { label = { zh = "专业点"; en = "Programmes"; }; base = { value = 20; assumption = "a"; range = (0, 90); };
                   success = { value = 0.9; assumption = "a"; range = (0, 1); };
                   starts = { path = ((2020, 10), (2021, 10), (2022, 10), (2023, 10), (2024, 10)); assumption = "a"; range = (0, 20); }; }; };
uncertain: { b: { label = { zh = "基数"; en = "Base"; }; parameter = "initiative.n.base"; distribution = "uniform"; low = 0; high = 100; assumption = "a"; }; };
observed = ( $* );
END
}
seen() { echo "{ indicator = \"initiative.n\"; year = $1; value = $2; source = \"made up\"; }${3-,}"; }
plan "$(seen 2019 20)" "$(seen 2020 58)" "$(seen 2021 70)" "$(seen 2022 77)" "$(seen 2023 88)" "$(seen 2010 1 '')" >line.cfg

# --- errors: 29, 38, 47, 56 are simulated, so 29/58, 38/70, … of what was observed ---
claim backtest-runs exits 0 backtest line.cfg
claim backtest-quiet silent err
claim backtest-first-error grep -q ' 2020 .* 58 .* 29 .*50.0%' out
claim backtest-mape grep -q 'all .* 4 .* 42.8%' out # (50.0 + 45.7 + 39.0 + 36.4) / 4
claim backtest-outside says out 'initiative.n 2010'
claim backtest-base-year says out 'of the base year, which the scenario was given: 1'
claim backtest-few says out 'So few observations'
claim backtest-chinese exits 0 backtest line.cfg --lang zh
claim backtest-chinese-says says out '按提前年数的误差'
claim backtest-csv exits 0 backtest line.cfg -o errors.csv
claim backtest-csv-line grep -q '^initiative.n,2020,1,58,29,-0.5,' errors.csv
claim backtest-same-bytes sh -c '"$0" backtest line.cfg -j 1 >a && "$0" backtest line.cfg -j 2 >b && cmp a b' "$VETSIM"
one_document() { LC_ALL=C awk -f "$root/tests/system/json.awk" "$1"; }
vetsim backtest line.cfg --json --fit initiative.n.base
claim backtest-json one_document out
claim backtest-json-fit says out '"rms_before"'

# --- a fit by hand: 58, 67, 76, 85 are on the line 49 + 9 t, so a base of 49 fits without error ---
plan "$(seen 2020 58)" "$(seen 2021 67)" "$(seen 2022 76)" "$(seen 2023 85 '')" >exact.cfg
claim fit-runs exits 0 backtest exact.cfg --fit initiative.n.base
claim fit-exact grep -q 'initiative.n.base .* 20 .* 49 ' out
# 29 short of 58, 67, 76 and 85: root mean square 41.8 %
claim fit-errors-left says out 'Root mean square error: 41.8% before, 0.0% after; observations used: 4'

# --- the file: it extends the plan from where it stands, is without errors or warnings, and fits better ---
mkdir deep
claim fit-writes exits 0 backtest line.cfg --fit initiative.n.base --fit initiative.n.starts.scale -o deep/fitted.cfg
claim fit-extends says deep/fitted.cfg 'extends = "../line.cfg"'
claim fit-is-an-assumption says deep/fitted.cfg 'fitted to 4 observations'
claim fit-is-no-source not grep -q 'source = ' deep/fitted.cfg
claim fit-checks exits 0 check deep/fitted.cfg
claim fit-checks-clean says out '0 errors, 0 warnings'
claim fit-is-better exits 0 backtest deep/fitted.cfg
claim fit-mape grep -q 'all .* 4 .* [01]\.[0-9]%' out
claim fit-shipped exits 0 backtest "$root/scenarios/shandong/plan-2020.cfg" --fit population.vocational_share.scale,enrolment.applicants.hve.2020,faculty.pass_rate
for plan in jining/plan-2020 rongcheng/plan-2020 shandong/plan-2020 chiping/plan-2020; do
    claim "backtest-$plan" exits 0 backtest "$root/scenarios/$plan.cfg" -n 64
done
claim backtest-nothing-after-the-base-year says out 'Nothing was observed after the base year'

# --- what a hurried person gets wrong ---
wrong() { # CODE MESSAGE ARGUMENTS…
    wanted=$1 message=$2
    shift 2
    exits "$wanted" backtest "$@" && says err "$message"
}
unwritten() { wrong "$@" && [ ! -e x.cfg ]; }
claim backtest-no-scenario wrong 2 'needs a scenario'
claim backtest-two-scenarios wrong 2 'one too many' line.cfg exact.cfg
claim backtest-missing-file wrong 3 'No such file' absent.cfg
plan >nothing.cfg
claim backtest-nothing-observed wrong 3 'has no observed values' nothing.cfg
claim fit-unknown-key wrong 2 'did you mean initiative.n.base' line.cfg --fit initiative.n.bas
claim fit-empty-key wrong 2 'needs the key' line.cfg --fit ''
claim fit-schedule wrong 2 'is a schedule' line.cfg --fit initiative.n.starts
claim fit-delay wrong 2 'whole years' line.cfg --fit initiative.n.starts.delay
claim fit-unfelt wrong 3 'moves none' line.cfg --fit funding.bond_rate
plan "$(seen 2020 58 '')" >one.cfg
claim fit-too-few wrong 3 'only 1 observations' one.cfg --fit initiative.n.base,initiative.n.starts.scale
claim fit-no-range unwritten 1 'no standard error' one.cfg --fit initiative.n.base -o x.cfg
plan "$(seen 2020 25)" "$(seen 2021 31)" "$(seen 2022 35)" "$(seen 2023 41 '')" >slow.cfg
claim fit-tied unwritten 1 'cannot be told apart' slow.cfg --fit initiative.n.success,initiative.n.starts.scale -o x.cfg
claim fit-not-over-the-plan wrong 2 'is the scenario itself' line.cfg --fit initiative.n.base -o ./line.cfg
cp line.cfg before.cfg
echo 'extends = "line.cfg";' >on.cfg
vetsim backtest on.cfg --fit initiative.n.base -o line.cfg
claim fit-not-over-what-it-extends test "$code" -eq 1
claim fit-says-it-is-read says err 'this command reads it'
claim fit-left-as-it-was cmp line.cfg before.cfg
claim backtest-not-over-a-scenario wrong 2 'ends in .csv' line.cfg -o before.cfg
claim fit-wrong-name unwritten 2 'ends in .cfg' line.cfg --fit initiative.n.base -o x.txt
claim fit-with-set unwritten 2 'takes no --set' line.cfg --fit initiative.n.base -o x.cfg --set initiative.n.base=3
claim fit-missing-folder wrong 1 'absent/x.cfg' line.cfg --fit initiative.n.base -o absent/x.cfg
claim backtest-runs-wrong wrong 2 'whole number' line.cfg -n many

finish
