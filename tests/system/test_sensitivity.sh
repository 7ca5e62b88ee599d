#!/bin/sh
# vetsim sensitivity: what is refused, both languages, the width of the page, the file it writes.
. "$(dirname "$0")/lib.sh"
plan=$root/scenarios/jining/plan-2020.cfg
chiping=$root/scenarios/chiping/plan-2020.cfg
target=jining20_sve_intake

# --- wrong use: exit code 2, a near name where there is one, nothing on standard output ---
refuses() { # refuses CODE WORDS ARGUMENTS…
    refused=$1 words=$2
    shift 2
    exits "$refused" sensitivity "$@" -o never --lang en && silent out && says err "$words" && [ ! -e never ]
}
claim no-scenario refuses 2 'needs a scenario'
claim two-scenarios refuses 2 'one too many' "$plan" "$chiping"
claim unknown-method refuses 2 'did you mean "sobol"?' "$plan" --method sobel
claim far-method refuses 2 'sobol, morris, tornado' "$plan" --method xyzzy
claim rows-no-power refuses 2 'for example 2048 or 4096' "$plan" -n 3000
claim rows-too-few refuses 2 'between 16 and' "$plan" -n 8
claim rows-huge refuses 2 'between 16 and' "$plan" -n 99999999999
claim rows-text refuses 2 'auto or a power of two' "$plan" -n many
claim rows-negative refuses 2 'auto or a power of two' "$plan" -n -5
claim base-points-few refuses 2 'between 4 and' "$plan" --method morris -n 1
claim replicates-few refuses 2 'between 27 and' "$plan" --method prcc -n 20
claim discover-few refuses 2 'between 100 and' "$plan" --method discover -n 99
claim tornado-size refuses 2 'draws nothing' "$plan" --method tornado -n 64
claim unknown-target refuses 2 "did you mean \"$target\"?" "$plan" --target jining20_sve_intak
claim part-of-target refuses 2 'did you mean "jining20_' "$plan" --target sve_intake
claim unevaluated-target refuses 2 'cannot be evaluated' "$plan" --target "$(awk '/^ *jining20_[a-z0-9_]*: *{/ { sub(":.*", ""); gsub(" ", ""); id = $0 } /unevaluated =/ { print id; exit }' "$plan")"
claim unknown-indicator refuses 2 'did you mean "enrolment.intake.sve"?' "$plan" --indicator enrolment.intakes.sve
claim code-indicator refuses 2 'no quantity' "$plan" --indicator enrolment.limit.sve
claim year-outside refuses 2 'from 2019 to 2025' "$plan" --indicator enrolment.students.sve --year 2031
claim year-alone refuses 2 '--year needs --indicator' "$plan" --year 2022
claim both refuses 2 'not both' "$plan" --target $target --indicator enrolment.intake.sve
claim discover-indicator refuses 2 'give --target' "$plan" --method discover --indicator enrolment.intake.sve
claim second-order-of-morris refuses 2 'of --method sobol' "$plan" --method morris --second-order
claim bad-seed refuses 2 '--seed' "$plan" --seed x
claim bad-threads refuses 2 '-j' "$plan" -j 0
claim no-file refuses 3 'nowhere.cfg' nowhere.cfg

# --- bad scenarios: exit code 3 ---
printf 'extends = "%s";\nuncertain: { quits: { distribution = "uniform"; low = 0.02; high = 0.02; }; };\n' "$plan" >flat.cfg
claim zero-range exits 3 sensitivity flat.cfg
printf 'extends = "%s";\ncorrelated = ( { a = "cohort"; b = "quits"; rank = 0.5; assumption = "test"; } );\n' "$plan" >linked.cfg
claim correlated-sobol exits 3 sensitivity linked.cfg
claim correlated-sobol-says says err 'independent'
claim correlated-prcc exits 0 sensitivity linked.cfg --method prcc -n 200 --target $target
claim correlated-morris exits 0 sensitivity linked.cfg --method morris -n 10 --target $target --lang en
claim correlated-morris-says says out 'not used by this method'
cat >certain.cfg <<'CFG'
label = "certain"; first_year = 2019; last_year = 2021;
population: { junior_graduates = 1000; vocational_share = 1; };
sector: { a: { label = "a"; level = "secondary"; length = 3; }; };
CFG
claim nothing-uncertain exits 3 sensitivity certain.cfg --indicator enrolment.intake.a
claim nothing-uncertain-says says err 'no uncertain inputs'
cat >untargeted.cfg <<'CFG'
extends = "certain.cfg";
label = "no targets";
uncertain: { g: { label = { zh = "毕业生"; en = "Graduates\033[31m"; }; parameter = "population.junior_graduates"; form = "scale";
  distribution = "uniform"; low = 0.5; high = 1.5; assumption = "test"; }; };
CFG
claim no-targets exits 2 sensitivity untargeted.cfg
for method in sobol morris tornado prcc pawn; do
    claim one-input-$method exits 0 sensitivity untargeted.cfg --method $method --indicator enrolment.intake.a --lang en
    claim one-input-$method-ranked grep -q '^  1  Graduates' out
    claim one-input-$method-clean no_escapes out
    claim constant-$method exits 0 sensitivity untargeted.cfg --method $method --indicator enrolment.students.a --year 2019 --lang en
    claim constant-$method-says grep -q 'moves it\|no input has' out
    claim constant-$method-no-nan not grep -qi 'nan\|inf)' out
done

# --- pages: every method, both languages, wide and narrow ---
narrow() {
    LC_ALL=C awk -v most="$1" '{ s = $0; gsub(/[\200-\277]/, "", s); w = length(s) + gsub(/[\343-\364]/, "&", s)
        if (w > most) { printf "# %d columns: %s\n", w, $0; wide = 1 } } END { exit wide }' "$2"
}
for method in sobol morris tornado prcc pawn discover; do
    size='-n 256'
    [ $method = tornado ] && size=
    for language in zh en; do
        claim page-$method-$language exits 0 sensitivity "$plan" --method $method $size --lang $language
        claim page-$method-$language-quiet silent err
        claim page-$method-$language-width narrow 100 out
        cp out all-$method-$language
        COLUMNS=72
        export COLUMNS
        claim narrow-$method-$language exits 0 sensitivity "$plan" --method $method $size --target $target --lang $language
        claim narrow-$method-$language-width narrow 72 out
        unset COLUMNS
    done
    claim languages-differ-$method not cmp -s all-$method-zh all-$method-en
    claim chinese-is-complete-$method not grep -q 'Budget\|runs =\|interval\|swing\|fails in\|THROUGH\|assumption:' all-$method-zh
done
claim budget says all-sobol-en '8 scrambles × 32 rows × (inputs + 2) runs = 6656'
claim seed says all-sobol-en 'seed 1'
claim failed-share says all-sobol-en '0 failed (0.0%)'
claim matrix says all-sobol-en 'WHO DRIVES WHAT'
claim where-from says all-sobol-zh '假设：出生数占全省8.6%'
claim sentence grep -q 'fails in [<>0-9]*% of runs; when .* is \(above\|below\|between\)' all-discover-en
claim sentence-zh grep -q '在[<>0-9]*%的模拟中未达标；当.*\(高于\|低于\|介于\)' all-discover-zh
claim one-target exits 0 sensitivity "$plan" -n 1024 --target $target --second-order --lang en
claim one-target-sum says out 'Sum of S1'
claim one-target-check says out 'ST ≥ S1'
claim one-target-pairs says out 'Acting together (S2)'
claim one-target-years grep -q ' 2020 .* 2025' out
claim dummy says all-pawn-en 'dummy'
claim multiple-tests says all-prcc-en 'by chance alone'
claim one-year exits 0 sensitivity "$plan" -n 256 --indicator enrolment.intake.sve --year 2022 --lang en
claim one-year-only not grep -q 'THROUGH TIME' out
claim unmoved-sum exits 0 sensitivity "$chiping" --method prcc -n 200 # targets on sums over nothing

# --- the same numbers whatever the threads; another seed gives others ---
for method in sobol morris prcc pawn discover; do
    claim one-thread-$method exits 0 sensitivity "$plan" --method $method -n 512 -j 1 -o one-$method
    claim two-threads-$method exits 0 sensitivity "$plan" --method $method -n 512 -j 2 -o two-$method
    claim same-$method cmp one-$method/sensitivity.csv two-$method/sensitivity.csv
done
claim other-seed exits 0 sensitivity "$plan" -n 512 --seed 2 -o other
claim other-seed-differs not cmp -s one-sobol/sensitivity.csv other/sensitivity.csv

# --- CSV and JSON ---
claim csv-head grep -q 'method,output,year,target,input,quantity,value,low,high$' one-sobol/sensitivity.csv
claim csv-mark test "$(head -c 3 one-sobol/sensitivity.csv | od -An -tx1 | tr -d ' ')" = efbbbf
claim csv-columns test -z "$(awk -F, 'NF != 9' one-sobol/sensitivity.csv)"
claim csv-st grep -q "^sobol,enrolment.intake.secondary,2022,$target,cohort,st,0\.[0-9]*,[-0-9.e]*,[0-9.]*$" one-sobol/sensitivity.csv
claim csv-dummy grep -q '^pawn,.*,(dummy),pawn_median,' one-pawn/sensitivity.csv
claim csv-box grep -q '^discover,.*,at_\(least\|most\),' one-discover/sensitivity.csv
claim csv-alone test "$(ls one-sobol)" = sensitivity.csv
claim json exits 0 sensitivity "$plan" --method morris -n 20 --target $target --json
claim json-is-json awk -f "$root/tests/system/json.awk" out
claim json-quantity says out '"quantity": "mu_star"'
claim json-and-file exits 0 sensitivity "$plan" --method morris -n 20 --target $target --json -o with-json
claim json-still awk -f "$root/tests/system/json.awk" out

# --- result files: the same quantities as in the CSV, and the refusals of an ensemble ---
claim db exits 0 sensitivity "$plan" -n 512 -o study.db
claim db-says says out 'study.db'
claim db-is-a-file test -f study.db
tail -n +2 one-sobol/sensitivity.csv | cut -d, -f 2-9 >lines # output,year,target,input,quantity,value,low,high
claim db-table exits 0 export study.db sensitivity
claim db-head grep -q 'scenario,key,indicator,sector,year,target,unit,input,second_input,quantity,value,low,high$' out
tail -n +2 out | awk -F, -v OFS=, '{ print $2, $5, $6, $8, $10, $11, $12, $13 }' >stored
claim db-as-csv cmp lines stored
vetsim export study.db study
claim db-study grep -q '^sensitivity,complete,sensitivity .*plan-2020.cfg --method sobol -n 512 --seed 1,.*,sobol,[0-9a-f]*,1,13312,13312,24,0,0$' out
claim db-input sh -c '"$1" export study.db input | grep -q ",cohort,"' - "$VETSIM"
cksum study.db >before
claim db-again exits 0 sensitivity "$plan" -n 512 -j 1 -o study.db
cksum study.db >after
claim db-again-untouched cmp before after
other() { # other WORDS ARGUMENTS…: refused before anything is computed, and left as it is
    words=$1
    shift
    exits 1 sensitivity "$@" -o study.db --lang en && silent out && says err "$words" && cksum study.db | cmp - before
}
claim db-other-method other 'the sampler is sobol there and morris here' "$plan" --method morris
claim db-other-size other 'the number of runs is 13312' "$plan" -n 256
claim db-other-seed other 'the seed is 1 there and 2 here' "$plan" -n 512 --seed 2
claim db-other-output other 'the design digest' "$plan" -n 512 --target $target
claim db-other-scenario other 'a scenario is' "$chiping" -n 512
claim db-of-ensemble-made exits 0 ensemble "$plan" -n 64 -o ensemble.db
claim db-of-ensemble exits 1 sensitivity "$plan" -o ensemble.db
claim db-of-ensemble-says says err 'ensemble there and sensitivity here'
echo text >text.db
claim db-no-database exits 1 sensitivity "$plan" -o text.db
claim db-no-database-untouched grep -qx text text.db
claim db-pairs exits 0 sensitivity "$plan" -n 64 --second-order --target $target -o pairs.db
claim db-pairs-apart sh -c '"$1" export pairs.db sensitivity | grep -q "^0,.*,cohort,[a-z_]*,s2,"' - "$VETSIM"
claim db-dummy-made exits 0 sensitivity "$plan" --method pawn -n 200 --target $target -o pawn.db --json
claim db-dummy sh -c '"$1" export pawn.db sensitivity | grep -q ",(dummy),,pawn_median,0\."' - "$VETSIM"
if command -v sqlite3 >/dev/null; then
    cp study.db newer.db && sqlite3 newer.db 'PRAGMA user_version = 1000'
    claim db-newer exits 1 sensitivity "$plan" -n 512 -o newer.db
    awk '/^```sql/ { n++; on = n == 6; next } /^```/ { on = 0 } on' "$root/docs/results.md" >query.sql
    sqlite3 study.db <query.sql >rows
    claim db-query test "$(wc -l <rows)" -eq 10
    claim db-query-order sh -c 'cut -d "|" -f 2 rows | sort -rnc'
    claim db-resolved test "$(sqlite3 study.db 'SELECT length(resolved) > 1000 AND length(digest) = 64 FROM scenario')" = 1
fi

: >file
claim folder-is-a-file exits 1 sensitivity "$plan" --method morris -n 20 --target $target -o file/below
finish
