#!/bin/sh
# Strings of a scenario are only ever shown: never a command of gnuplot, of a shell, of a terminal or of a spreadsheet.
. "$(dirname "$0")/lib.sh"

mkdir home && cd home || exit 1
# libconfig reads \x1b and the like inside strings, so the bytes below reach the program although the file is plain text.
nasty() { # nasty FILE STRING…: the smallest plan with the string wherever a text can be
    awk -v s="$2" '{ gsub(/@/, s); print }' >"$1" <<'PLAN'
label = { zh = "@"; en = "@"; };
place = { zh = "@"; en = "@"; };
document = "@";
note = { zh = "@"; en = "@"; };
first_year = 2020;
last_year = 2024;
population: { junior_graduates = { value = 1000; assumption = "@"; range = (800, 1200); }; vocational_share = { value = 0.4; source = "@"; confidence = "@"; }; };
sector: {
  sve: { label = { zh = "@"; en = "@"; }; level = "secondary"; length = 3; enrolment: { base_students = { value = 1200; source = "@"; }; };
         faculty: { base_full_time = { value = 90; source = "@"; }; }; campus: { places = { value = 1500; source = "@"; }; }; };
};
project: { hall: { label = { zh = "@"; en = "@"; }; sector = "sve"; kind = "places"; amount = 500; start = 2021; cost = { value = 300; source = "@"; }; }; };
initiative: { teams: { label = { zh = "@"; en = "@"; }; unit = { zh = "@"; en = "@"; }; area = "@"; starts = { path = ((2021, 2), (2022, 3)); source = "@"; }; }; };
industry: { it: { label = { zh = "@"; en = "@"; }; share = 0.5; }; };
rule: { visits: { label = { zh = "@"; en = "@"; }; unit = { zh = "@"; en = "@"; }; value = { value = 2; source = "@"; }; }; };
target: {
  one: { label = { zh = "@"; en = "@"; }; area = "enrolment"; kind = "level"; indicator = "enrolment.intake.sve"; comparator = ">="; value = 2000; due = 2022;
         document = "@"; section = "@"; quote = "@"; departments = "@"; note = "@"; };
  two: { label = { zh = "@"; en = "@"; }; area = "programme"; kind = "level"; indicator = "initiative.teams"; comparator = ">="; value = 5; quote = "@"; departments = "@"; };
  three: { label = { zh = "@"; en = "@"; }; area = "governance"; kind = "rule"; unevaluated = "@"; quote = "@"; departments = "@"; };
  four: { label = { zh = "@"; en = "@"; }; area = "governance"; kind = "rule"; parameter = "rule.visits.value"; comparator = "="; value = 2; departments = "@"; };
};
lever: { grow: { label = { zh = "@"; en = "@"; }; parameter = "faculty.planned_hires.sve"; form = "shift"; bounds = (0, 20); assumption = "@"; }; };
uncertain: { quit: { label = { zh = "@"; en = "@"; }; parameter = "faculty.quit_rate.sve"; distribution = "uniform"; low = 0.01; high = 0.06; assumption = "@"; }; };
observed = ( { indicator = "enrolment.students.sve"; year = 2020; value = 1200; source = "@"; confidence = "@"; } );
PLAN
}

untouched() { [ -z "$(find "$work" -name 'PWNED*')" ] || { echo "# it ran: $(find "$work" -name 'PWNED*')"; find "$work" -name 'PWNED*' -delete; return 1; }; }
# No control character but newline in anything a terminal or a program gets, and only valid UTF-8.
clean_text() {
    for output; do
        LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" "$output" && { echo "# control characters in $output"; return 1; }
        LC_ALL=C grep -q "$(printf '\302[\200-\237]')" "$output" && { echo "# C1 controls in $output"; return 1; }
        iconv -f UTF-8 -t UTF-8 "$output" >/dev/null 2>&1 || { echo "# $output is not UTF-8"; return 1; }
    done
}
formulas() { # no cell that a spreadsheet would compute; the comparator column holds a lone =
    ! sed 's/,=,/,/g' "$1" | grep '\(^\|,\)"\{0,1\}[=@+]'
}

attack() { # attack NAME STRING
    nasty plan.cfg "$2"
    rm -rf files charts
    claim "$1-run" exits 0 run plan.cfg -o files --format svg
    claim "$1-run-clean" clean_text out err files/trajectories.csv files/targets.csv
    claim "$1-charts-drawn" test -s files/targets.svg -a -s files/initiatives.svg -a -s files/intake.svg
    claim "$1-charts-clean" clean_text files/targets.svg files/initiatives.svg files/enrolment.svg
    claim "$1-no-formula-in-csv" formulas files/targets.csv
    claim "$1-lines-in-csv" test "$(wc -l <files/targets.csv)" -eq 5
    claim "$1-png" exits 0 plot plan.cfg -o charts --lang zh --chart targets
    claim "$1-json" exits 0 run plan.cfg --json
    claim "$1-json-valid" sh -c "LC_ALL=C awk -f '$root/tests/system/json.awk' out"
    claim "$1-json-clean" clean_text out
    for command in explain 'list targets' check; do
        claim "$1-$command" exits 0 $command plan.cfg
        claim "$1-$command-clean" clean_text out err
    done
    for key in one target.three teams initiative.teams visits hall sve population.vocational_share; do
        "$VETSIM" explain plan.cfg $key >out 2>err
        clean_text out err || break
    done
    claim "$1-explain-keys-clean" clean_text out err
    claim "$1-resolved-again" exits 0 check files/resolved.cfg
    rm -rf again
    vetsim run files/resolved.cfg -o again --no-charts
    claim "$1-resolved-the-same" cmp files/resolved.cfg again/resolved.cfg
    claim "$1-nothing-ran" untouched
}

attack backquotes '\140touch PWNED\140'
attack shell '$(touch PWNED); touch PWNED2 | touch PWNED3 \\& touch PWNED4 #'
attack system "\\\\\"; system(\\\\\"touch PWNED\\\\\"); x=\\\\\""
attack single "'; system('touch PWNED'); !touch PWNED #"
attack newline '\\\\nsystem \\\\\"touch PWNED\\\\\"\\\\n!touch PWNED2\\\\nEND\\\\n\$b1 << END\\\\n'
attack escapes '\\\\x1b[31mred\\\\x1b]0;title\\\\x07\\\\x9b1m\\\\x7f\\\\x08'
attack not-utf-8 'a\\\\xff\\\\xfe\\\\xc0\\\\xafz\\\\xe4\\\\xb8'
attack formats '%s%n%s%n%1$s%99999999s%h%l'
attack formula '=cmd|/c calc!A0'
attack formula-plus '+1+cmd|A0'
attack formula-at '@SUM(A1)'
attack commas 'a,\\\\\"b\\\\\",\\\\n=1+1,c'
attack markup '<script>alert(1)</script>\\& ]]> {/Symbol a}^{2}_{3} ~a{.8-}'
attack backslashes 'a\\\\\\\\\\\\\\\\n\\\\\\\\'
attack hash '# comment // ! ? NaN'
attack question '?'
attack blank ' '
attack empty ''
attack tabs '\\\\ta\\\\tb\\\\r\\\\f'
attack override '$(printf x)\342\200\256abc\342\200\250def\357\273\277'
long=$(awk 'BEGIN { while (i++ < 3000) printf "长x " }')
attack long "$long"
word=$(awk 'BEGIN { while (i++ < 3000) printf "W" }')
attack long-word "$word"

# --- through names of files, folders and arguments ---
name=$(printf 'pl\033[31man`touch PWNED`$(touch PWNED)"x.cfg')
nasty plan.cfg plain
cp plan.cfg "$name"
claim file-name-run exits 0 run "$name"
claim file-name-clean clean_text out err
claim file-name-json exits 0 run "$name" --json
claim file-name-json-clean clean_text out
claim file-name-plot exits 0 plot "$name" --chart intake
claim file-name-plot-clean clean_text out err
echo 'x = 1;' >>"$name"
claim file-name-error exits 3 check "$name"
claim file-name-error-clean clean_text out err
bad=$(printf '\033[2Jx\007\233')
for arguments in "$bad" "run $bad" "list $bad" "run plan.cfg --set $bad=1" "run plan.cfg --set faculty.quit_rate=$bad" "plot plan.cfg --chart $bad" \
    "run plan.cfg --$bad" "run plan.cfg --lang $bad" "explain plan.cfg $bad" "run plan.cfg --format $bad -o x"; do
    vetsim $arguments
    claim "argument-escapes-$(echo "$arguments" | tr -cd 'a-z.= -')" clean_text out err
done
printf 'extends = "\\x1b[31m`touch PWNED`";\n' >bad.cfg
vetsim check bad.cfg
claim extends-clean clean_text out err
printf 'label = "x"; \\x1b\n' >bad.cfg
vetsim check bad.cfg
claim syntax-error-clean clean_text out err
claim arguments-nothing-ran untouched

finish
