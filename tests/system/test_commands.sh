#!/bin/sh
# list, explain, check, --set, help: what they say, and what they say to a hurried user.
. "$(dirname "$0")/lib.sh"
chiping=$root/scenarios/chiping/as-written.cfg
jining=$root/scenarios/jining/plan-2020.cfg

# --- wrong use: exit 2, the reason and where to find help on stderr, nothing on stdout ---
wrong() { # wrong FRAGMENT ARGUMENTS…
    fragment=$1
    shift
    exits 2 "$@" && silent out && says err "$fragment"
}
claim no-arguments wrong 'Usage: vetsim' 
claim unknown-command wrong 'unknown command "foo"' foo
claim unknown-command-suggests wrong 'did you mean "run"' rum
claim unknown-command-suggests-explain wrong 'did you mean "explain"' explan "$chiping"
claim unknown-option wrong 'unknown option --jsn; did you mean --json' run "$chiping" --jsn
claim unknown-short-option wrong 'unknown option -x' run "$chiping" -x
claim option-without-value wrong 'needs a value' run "$chiping" -o
claim option-with-empty-value wrong 'name of a folder' run "$chiping" -o ''
claim option-with-value-too-many wrong 'takes no value' run "$chiping" --json=yes
claim option-of-another-command wrong 'not an option of "vetsim run"' run "$chiping" --chart intake
claim json-of-list wrong 'not an option of "vetsim list"' list charts --json
claim unknown-language wrong 'zh or en' run "$chiping" --lang fr
claim unknown-format wrong 'png, svg or pdf' plot "$chiping" --format gif
claim two-scenarios wrong 'one too many' run "$chiping" "$jining"
claim run-without-scenario wrong 'needs a scenario file' run
claim plot-without-scenario wrong 'needs at least one' plot
claim check-without-scenario wrong 'needs at least one' check
claim explain-without-scenario wrong 'needs a scenario file' explain
claim list-without-what wrong 'list what?' list
claim list-unknown wrong 'did you mean "indicators"' list indicatos
claim list-targets-without-scenario wrong 'needs a scenario file' list targets
claim charts-options-without-folder wrong 'need -o DIR' run "$chiping" --no-charts
claim unknown-chart wrong 'did you mean "enrolment"' plot "$chiping" --chart enrolmen

# --- help and version ---
claim version exits 0 --version
claim version-line grep -q '^vetsim [0-9]\{1,\}\.[0-9]\{1,\}' out
claim help exits 0 --help
for word in run plot list explain check --set 'Exit codes'; do
    claim "help-says-$word" says out "$word"
done
for command in run plot list explain check; do
    claim "help-$command" exits 0 $command --help
    claim "help-$command-usage" says out "Usage: vetsim $command"
    claim "help-$command-quiet" silent err
done
claim help-as-a-word exits 0 help
claim help-as-a-word-says says out 'Exit codes'
claim help-of-a-command exits 0 help run
claim scenario-without-command wrong 'vetsim run scenarios/jining/plan-2020.cfg' scenarios/jining/plan-2020.cfg
near_scenario() { (cd "$root" && "$VETSIM" run chiping/plan-2020) >out 2>err; [ $? -ne 0 ] && says err 'did you mean scenarios/chiping/plan-2020.cfg'; }
claim scenario-by-half-its-path near_scenario
claim help-chinese exits 0 --help --lang zh

# --- list ---
for what in parameters indicators charts; do
    for language in en zh; do
        claim "list-$what-$language" exits 0 list $what --lang $language
        claim "list-$what-$language-long" test "$(wc -l <out)" -ge 10
        claim "list-$what-$language-clean" no_escapes out
    done
done
vetsim list parameters
for key in faculty.quit_rate population.vocational_share project.overrun; do
    claim "list-parameters-$key" grep -qF "$key" out
done
vetsim list charts
claim list-charts-10 test "$(grep -c '^[a-z]' out)" -ge 11
list_whole() { # every id stands whole on a line, so that it can be found and copied
    "$VETSIM" list targets "$jining" >out
    for id in $(grep '^jining20_' "$root/tests/system/target_ids.txt"); do
        grep -qF "$id" out || { echo "# $id is not in the list whole"; return 1; }
    done
}
claim list-targets exits 0 list targets "$jining"
claim list-targets-ids-whole list_whole
list_parameters_whole() {
    "$VETSIM" list parameters >out
    ! grep -q 'area-wid *$\|area-wid ' out || { echo "# words are cut in the middle: $(grep -m 1 'area-wid ' out)"; return 1; }
}
claim list-parameters-words-whole list_parameters_whole
(cd "$root" && "$VETSIM" list scenarios) >out 2>err
claim list-scenarios-all test "$(grep -c '\.cfg' out)" -eq "$(ls "$root"/scenarios/*/*.cfg | wc -l)"

# --- explain ---
claim explain exits 0 explain "$jining"
claim explain-sources says out '济政字〔2020〕59号'
claim explain-assumptions says out 'ASSUMPTION'
claim explain-defaults says out 'model default'
claim explain-parameter exits 0 explain "$chiping" faculty.quit_rate
claim explain-parameter-bounds says out 'allowed'
claim explain-parameter-of-sector exits 0 explain "$chiping" faculty.quit_rate.sve
claim explain-parameter-place says out 'as-written.cfg:'
claim explain-target exits 0 explain "$chiping" chiping20_surcharge_share
claim explain-target-quote says out '不低于30%'
claim explain-indicator exits 0 explain "$chiping" enrolment.students.sve
claim explain-by-chinese-name exits 0 explain "$chiping" 双师型教师
claim explain-by-chinese-name-finds says out 'faculty.dual_share'
claim explain-unknown exits 2 explain "$chiping" faculty.quit_rat
claim explain-unknown-suggests says err 'faculty.quit_rate'
claim explain-unknown-target exits 2 explain "$chiping" chiping20_surcharge_shar
claim explain-unknown-target-suggests says err 'chiping20_surcharge_share'
vetsim explain "$chiping" faculty.quit_rate --set faculty.quit_rate=0.07
claim explain-set says out '7.0%'

# --- explain why a number is what it is ---
why=$root/scenarios/chiping/plan-2020.cfg
claim why exits 0 explain "$why" --indicator faculty.dual_qualified.sve --year 2022
for word in 'Passes' 'Dual-qualified leavers' 'What set the limit' 'recruitment yield' 'faculty.pass_rate.sve' '126/138' \
    'plausible 50.0% to 100.0%' 'plan-2020.cfg:' '--year 2021'; do
    claim "why-says-$word" says out "$word"
done
claim why-limit exits 0 explain "$why" --indicator enrolment.intake.sve --year 2021
claim why-limit-is-the-places says out 'Free places       1,079  ← sets the limit'
claim why-year-is-the-last exits 0 explain "$why" --indicator funding.cash
claim why-year-is-the-last-says says out 'in 2024'
claim why-base-year exits 0 explain "$why" --indicator enrolment.students --year 2019
claim why-base-year-says says out 'given by the scenario'
claim why-chinese exits 0 explain "$why" --indicator faculty.dual_share --year 2022 --lang zh
claim why-chinese-says says out '所依据的数值及来源'
claim why-chinese-whole not grep -q 'sets the limit\|rests on\|smallest' out
claim why-flow-in-base-year wrong 'from 2020 to 2024' explain "$why" --indicator faculty.hires.sve --year 2019
claim why-year-outside wrong 'from 2019 to 2024' explain "$why" --indicator faculty.full_time --year 2040
claim why-year-a-word wrong 'from 2019 to 2024' explain "$why" --indicator faculty.full_time --year next
claim why-unknown wrong 'did you mean "faculty.hires"' explain "$why" --indicator faculty.hire
claim why-empty wrong 'no indicator ""' explain "$why" --indicator ''
claim why-twice wrong 'not both' explain "$why" faculty --indicator faculty.hires
claim why-year-alone wrong '--year needs --indicator' explain "$why" --year 2022

# --- check ---
claim check-good exits 0 check "$jining" "$chiping"
claim check-several exits 3 check "$chiping" "$root/tests/bad/unknown-top.cfg" "$root/tests/bad/path-order.cfg"
claim check-several-first says err 'unknown-top.cfg:3'
claim check-several-second says err 'path-order.cfg:3'
claim check-counts-errors says out '2 errors'
printf 'extends = "%s";\nfaculty: { quit_rate = 0.03; };\n' "$root/tests/bad/base/plan.cfg" >bare.cfg
claim check-bare-number exits 0 check bare.cfg
claim check-warns-of-a-number-from-nowhere says err 'bare.cfg:2: warning: faculty.quit_rate'
printf 'extends = "%s";\nfaculty: { quit_rate = { value = 0.5; assumption = "x"; range = (0, 1); }; };\n' "$root/tests/bad/base/plan.cfg" >unusual.cfg
claim check-unusual exits 0 check unusual.cfg
claim check-warns-of-an-unusual-number says err 'outside the usual'
printf 'extends = "%s";\nfaculty: { quit_rate = { value = 0.05; assumption = "x"; range = (0, 0.01); }; };\n' "$root/tests/bad/base/plan.cfg" >outside.cfg
vetsim check outside.cfg
claim check-warns-of-a-value-outside-its-range says err 'outside its own range'
printf 'extends = "%s";\nfaculty: { quit_rate = { value = 0.05; assumption = "x"; }; };\n' "$root/tests/bad/base/plan.cfg" >norange.cfg
vetsim check norange.cfg
claim check-warns-of-an-assumption-without-range says err 'norange.cfg:2: warning'

# --- numbers that must not be misread ---
printf 'extends = "%s";\npopulation: { junior_graduates = 4294968296; };\n' "$root/tests/bad/base/plan.cfg" >wrapped.cfg # 2^32 + 1000
claim large-integer-is-not-1000 exits 3 check wrapped.cfg
printf 'extends = "%s";\nfunding: { cash_base = 18446744073709551616; };\n' "$root/tests/bad/base/plan.cfg" >wrapped.cfg
claim larger-integer-is-not-minus-1 exits 3 check wrapped.cfg
printf 'extends = "%s";\nfunding: { cash_base = 3000000000; };\n' "$root/tests/bad/base/plan.cfg" >wrapped.cfg
vetsim check wrapped.cfg
claim three-thousand-million-said-as-written says err '= 3000000000'
printf 'extends = "%s";\nnote = "反斜杠\\中文";\n' "$root/tests/bad/base/plan.cfg" >slash.cfg
claim backslash-before-chinese-is-text exits 0 check slash.cfg
printf '\357\273\277extends = "%s";\r\nfaculty: { quit_rate = 0.03; };\r\n' "$root/tests/bad/base/plan.cfg" >windows.cfg
claim windows-file exits 0 check windows.cfg

# --- --set ---
set_refused() { # set_refused FRAGMENT SETTING…: bad values are errors of the scenario
    fragment=$1
    shift
    for setting; do
        exits 3 run "$chiping" --set "$setting" && silent out && says err "$fragment" || return 1
    done
}
claim set-without-equals wrong 'write KEY=VALUE' run "$chiping" --set foo
claim set-without-key wrong 'write KEY=VALUE' run "$chiping" --set =1
claim set-unknown set_refused 'did you mean faculty.quit_rate' faculty.quit_rat=0.2
claim set-unknown-sector set_refused 'faculty.quit_rate' faculty.quit_rate.sev=0.2
claim set-unknown-setting set_refused 'did you mean closure' clsure=borrow
claim set-out-of-range set_refused 'must lie in [0, 1]' faculty.quit_rate=2 faculty.quit_rate=-1
claim set-wrong-type set_refused 'must be a number' faculty.quit_rate=abc
claim set-infinite set_refused 'not a finite number' faculty.quit_rate=1e999
claim set-choice set_refused 'must be one of' closure=borow
claim set-year-of-a-level set_refused 'one number for all years' faculty.quit_rate.sve.2021=0.1
claim set-delay-not-whole set_refused 'whole number' faculty.planned_hires.delay=1.5
claim set-two-values set_refused 'is not a value' 'faculty.quit_rate=0.1; closure="show"'
claim set-include set_refused 'is not a value' "$(printf 'faculty.quit_rate=0.1;\n@include "x"\ny=1')"
claim set-percent set_refused 'write 0.02' 'faculty.quit_rate=2%'
claim set-decimal-comma set_refused 'write 0.02' faculty.quit_rate=0,02
claim set-thousands set_refused 'write 26000' funding.cash_base=26,000 funding.cash_base=26000万元 enrolment.base_students=2.6万
claim set-wide-digits set_refused 'half-width' funding.cash_base=８０
claim set-error-names-the-program set_refused 'vetsim: --set: faculty.quit_rate' faculty.quit_rate=2
claim set-value-missing exits 3 run "$chiping" --set faculty.quit_rate=
vetsim run "$chiping" --set faculty.retirement=1 --set faculty.quit_rate=0.1 -o changed --no-charts
claim set-changes-the-run not grep -q '^2022,faculty.full_time,sve,302,' changed/trajectories.csv
claim set-is-counted says out '2 changed on the command line'
last() { vetsim run "$chiping" --set faculty.quit_rate=0.1 --set faculty.quit_rate=0 -o last --no-charts && grep -q '^2022,faculty.full_time,sve,302,' last/trajectories.csv; }
claim set-last-one-holds last
claim set-closure exits 0 run "$jining" --set closure=borrow
claim set-none exits 0 run "$chiping" --set campus.places=none
claim set-path exits 0 run "$chiping" --set 'population.vocational_share=((2019, 0.2), (2022, 0.3))'
claim set-json exits 0 run "$chiping" --json --set faculty.quit_rate=0.1

finish
