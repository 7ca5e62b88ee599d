#!/bin/sh
# vetsim batch and sweep: the manifest, its errors, resuming, and grids against single runs.
. "$(dirname "$0")/lib.sh"
chiping=$root/scenarios/chiping/plan-2020.cfg
jining=$root/scenarios/jining/plan-2020.cfg

# --- sweep ---
claim sweep-one exits 0 sweep "$jining" faculty.quit_rate=0.01..0.08/8 --indicator faculty.full_time --year 2022
claim sweep-one-quiet silent err
claim sweep-one-lines test "$(grep -c '^ *[1-8]\.0%' out)" -eq 8
claim sweep-two exits 0 sweep "$jining" faculty.quit_rate=0.01..0.08/3 population.vocational_share.scale=0.8..1.2/5 --target jining20_sve_intake -o grid.db
claim sweep-two-lines test "$(grep -c '^ *×' out)" -eq 5
claim sweep-two-marks says out '✗'
claim sweep-chinese exits 0 sweep "$jining" faculty.quit_rate=0.01..0.08/3 --target jining20_sve_intake --lang zh
claim sweep-chinese-words says out '变动的参数：教师离职率'
claim sweep-json exits 0 sweep "$jining" faculty.quit_rate=0.01..0.08/3 --target jining20_sve_intake --json
claim sweep-json-grid says out '"grid": ['
vetsim export grid.db grid
cp out grid.csv
claim sweep-grid-lines test "$(wc -l <grid.csv)" -eq 16
# Each point is what a run with --set gives: three forms, exactly.
point() { # point KEY LOW HIGH: 3 points of students in 2024
    vetsim sweep "$chiping" "$1=$2..$3/3" --indicator enrolment.students --year 2022 -o point.db
    "$VETSIM" export point.db grid | tail -n 3 | cut -d, -f 3,5 >points
    rm -f point.db
    while IFS=, read -r x value; do
        "$VETSIM" run "$chiping" --set "$1=$x" -o single --no-charts >/dev/null
        grep -q "^2022,enrolment.students,,$value," single/trajectories.csv || { echo "# $1 = $x: not $value"; return 1; }
    done <points
}
claim sweep-as-runs-value point faculty.quit_rate 0.01 0.31
claim sweep-as-runs-scale point population.junior_graduates.scale 0.5 1.5
claim sweep-as-runs-year point population.junior_graduates.2021 3000 9000
claim sweep-as-runs-delay point population.junior_graduates.delay 0 2

wrong() { code_wanted=$1 fragment=$2; shift 2; exits "$code_wanted" sweep "$jining" "$@" -o bad.db && silent out && says err "$fragment" && [ ! -e bad.db ]; }
claim sweep-nothing-wanted wrong 2 'needs --target' faculty.quit_rate=0.01..0.08/8
claim sweep-out-of-bounds wrong 3 'must lie in' faculty.quit_rate=0.01..1.5/8 --indicator faculty.full_time
claim sweep-unknown-parameter wrong 2 'did you mean faculty.quit_rate' faculty.quit_rat=0.01..0.05/8 --indicator faculty.full_time
claim sweep-unknown-target wrong 2 'did you mean "jining20_sve_intake"' faculty.quit_rate=0.01..0.05/8 --target jining20_sve_intak
claim sweep-unknown-indicator wrong 2 'did you mean' faculty.quit_rate=0.01..0.05/8 --indicator faculty.full_tim
claim sweep-year wrong 2 'must be a year' faculty.quit_rate=0.01..0.05/8 --indicator faculty.full_time --year 1999
for axis in faculty.quit_rate faculty.quit_rate=1 faculty.quit_rate=0.1..0.2 =0.1..0.2/3 faculty.quit_rate=a..b/3 faculty.quit_rate=nan..1/3; do
    claim "sweep-axis-$axis" wrong 2 'KEY=LOW..HIGH/POINTS' "$axis" --indicator faculty.full_time
done
claim sweep-one-point wrong 2 'number of points' faculty.quit_rate=0.01..0.05/1 --indicator faculty.full_time
claim sweep-many-points wrong 2 'number of points' faculty.quit_rate=0.01..0.05/100000 --indicator faculty.full_time
claim sweep-reversed wrong 2 'below the last' faculty.quit_rate=0.05..0.01/5 --indicator faculty.full_time
claim sweep-delay-parts wrong 2 'whole years' population.junior_graduates.delay=0..1/3 --indicator faculty.full_time

# --- batch ---
cat >list <<END
# tonight

ensemble "$jining" -n 256 --seed 1   # a comment
run $chiping --set closure=borrow
sweep $jining faculty.quit_rate=0.01..0.08/4 --target jining20_sve_intake
END
claim batch exits 0 batch list -o results
claim batch-quiet silent err
claim batch-summary test "$(grep -c ' done ' out)" -eq 3
claim batch-databases test "$(ls results/*.db | wc -l)" -eq 3
claim batch-tables test -s results/ensemble-*/target.csv -a -s results/run-*/verdict.csv -a -s results/sweep-*/grid.csv
cksum results/*.db results/*/*.csv >before
claim batch-again exits 0 batch list -o results
claim batch-again-skips test "$(grep -c 'finished before' out)" -eq 3
cksum results/*.db results/*/*.csv >after
claim batch-again-changes-nothing cmp before after
# a line more, and another order: only the new one is run
{ echo "run $jining"; cat list; } >longer
claim batch-longer exits 0 batch longer -o results
claim batch-longer-runs-one test "$(grep -c ' done ' out)$(grep -c 'finished before' out)" = 13
claim batch-chinese exits 0 batch list -o results --lang zh
claim batch-chinese-words grep -q '此前已完成' out

cat >bad <<END
ensemble nowhere.cfg
run $chiping
ensemble $jining -n 1000 --sampler sobol
dance $jining
sweep $jining faculty.quit_rate=0.01..7/4 --indicator faculty.full_time
run "$chiping
run $chiping
run $chiping -o elsewhere
END
claim bad exits 3 batch bad -o bad-results
for line in 1 3 4 5 6 7 8; do claim "bad-line-$line" grep -q "^bad:$line: " err; done
claim bad-not-the-good-one not grep -q '^bad:2:' err
claim bad-same-study says err 'the same study as line 2'
claim bad-nothing-written not test -e bad-results
claim bad-nothing-shown silent out
# --- sensitivity studies: one for each method, skipped when finished, one sentence each ---
cat >drivers <<END
sensitivity $jining -n 256 --target jining20_sve_intake
sensitivity $jining -n 256 --target jining20_sve_intake --second-order
sensitivity $jining -n 256 --method discover
sensitivity $jining --method tornado --indicator enrolment.intake.sve --year 2022
END
claim drivers exits 0 batch drivers -o driver-results --lang en
claim drivers-quiet silent err
claim drivers-done test "$(grep -c ' done ' out)" -eq 4
claim drivers-sentence sh -c 'tr -s " \n" " " <out | grep -q "driven most by"'
claim drivers-measure grep -q 'ST 0\.[0-9]' out
claim drivers-tables test "$(ls driver-results/sensitivity-*/sensitivity.csv | wc -l)" -eq 4
cksum driver-results/*.db driver-results/*/*.csv >before
claim drivers-again exits 0 batch drivers -o driver-results --lang en
claim drivers-again-skips test "$(grep -c 'finished before' out)" -eq 4
claim drivers-again-says grep -q 'ST 0\.[0-9]' out
cksum driver-results/*.db driver-results/*/*.csv >after
claim drivers-again-changes-nothing cmp before after
cat >bad-drivers <<END
sensitivity $jining --method sobel
sensitivity $jining -n 1000
sensitivity $jining --target nothing
sensitivity nowhere.cfg
sensitivity $jining --keep-runs
sensitivity $jining --method tornado
END
claim bad-drivers exits 3 batch bad-drivers -o bad-results
for line in 1 2 3 4 5; do claim "bad-drivers-line-$line" grep -q "^bad-drivers:$line: " err; done
claim bad-drivers-not-the-good-one not grep -q '^bad-drivers:6:' err
claim bad-drivers-nothing-written not test -e bad-results

: >empty
claim empty exits 3 batch empty
claim missing exits 1 batch nothing-there
claim no-manifest exits 2 batch
claim threads-nonsense exits 2 batch list -j none

# --- stopped in the middle: what is done is kept, the rest is done later ---
cat >night <<END
run $chiping
ensemble $chiping -n 100000000 --seed 1
run $jining
END
timeout -s INT 1.5 "$VETSIM" batch night -o night-results -j 1 >out 2>err
claim stopped-code test $? -eq 124
claim stopped-says says err 'the same command goes on'
claim stopped-first-done grep -q 'done .*met' out
claim stopped-last-not-run grep -q 'not run' out
claim stopped-partial-kept sh -c '"$1" export night-results/ensemble-*.db study | grep -q ",partial,"' - "$VETSIM"
# a line that cannot be written fails; the others go on
mkdir failing && vetsim batch list -o failing && rm -rf failing/* && mkdir "failing/$(basename results/run-chiping*.db)"
claim failed-line exits 1 batch list -o failing
claim failed-line-said says err 'line 4 of list failed'
claim failed-line-others test "$(grep -c ' done ' out)" -eq 2
finish
