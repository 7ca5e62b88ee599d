#!/bin/sh
# The shipped scenarios keep what they promise: every id of the plans is a target with its quote, every number says where it is
# from, and nothing needs files that are not shipped.
. "$(dirname "$0")/lib.sh"
plans='chiping/as-written jining/plan-2020 jining/integration-2026 rongcheng/plan-2020 shandong/plan-2020'

# --- every id of the five plans, exactly ---
ids() { tail -n +2 "$1" | cut -d, -f1; }
: >found
: >json-all
for plan in $plans; do
    vetsim run "$root/scenarios/$plan.cfg" -o "out-$plan" --no-charts
    ids "out-$plan/targets.csv" >>found
    vetsim run "$root/scenarios/$plan.cfg" --json
    cat out >>json-all
done
sort -o found found
sort "$root/tests/system/target_ids.txt" >wanted
claim ids-282 test "$(wc -l <wanted)" -eq 282
claim ids-no-duplicates test -z "$(uniq -d found)"
missing=$(comm -13 found wanted)
[ -z "$missing" ] || echo "# missing: $missing"
claim ids-none-missing test -z "$missing"
more=$(comm -23 found wanted | grep -v '_assumed_')
[ -z "$more" ] || echo "# not in the plans: $more"
claim ids-none-invented test -z "$more"

# --- each with its quote, and an evaluation or a reason ---
# The resolved file has one item per block: collect the keys of each target.
targets_of() {
    awk '/^target = \{/ { inside = 1; next } inside && /^\};/ { inside = 0 }
        inside && /^  [a-z][a-z0-9_]* = \{/ { id = $1; keys = "" ; next }
        inside && /^    [a-z_]* = / { keys = keys " " $1 ($3 == "\"\";" ? "(empty)" : "") }
        inside && /^  \};/ { print id keys }' "$1"
}
for plan in $plans; do
    targets_of "out-$plan/resolved.cfg" >keys
    claim "targets-read-$plan" test "$(wc -l <keys)" -eq "$(ids "out-$plan/targets.csv" | wc -l)"
    for key in label quote document; do
        without=$(grep -v "_assumed_" keys | grep -v " $key\( \|\$\)" | cut -d' ' -f1)
        [ -z "$without" ] || echo "# $plan, no $key: $without" | head -c 400
        claim "targets-$key-$plan" test -z "$without"
    done
    without=$(grep -v ' indicator\( \|$\)\| parameter\( \|$\)\| unevaluated\( \|$\)' keys)
    [ -z "$without" ] || echo "# $plan: $without"
    claim "targets-evaluated-or-not-$plan" test -z "$without"
done
both_languages() { ! awk '/"label": \{/ { n = 0 } /"zh": "[^"]/ || /"en": "[^"]/ { n++ } /"label": \{/ { open = 1 } open && /\}/ { open = 0; if (n < 2) { print "# a label in one language only, line " NR; exit 1 } }' json-all | grep .; }
claim labels-in-both-languages both_languages

# --- every number says where it is from ---
for plan in "$root"/scenarios/*/*.cfg; do
    name=${plan#"$root"/scenarios/}
    claim "check-$name" exits 0 check "$plan"
    claim "check-$name-no-errors" says out '0 errors'
    # Warnings are of values outside the usual, each looked at: Chiping's tables say that no college takes its graduates.
    grep 'warning' err | grep -v 'enrolment.local_retention = 0: is outside the usual' >unexpected
    claim "check-$name-no-surprise" silent unexpected
    vetsim run "$plan"
    claim "provenance-$name" not grep -q 'with neither' out
    claim "provenance-counted-$name" grep -q '[0-9]\{1,\} sourced, [0-9]\{1,\} assumption' out
    vetsim explain "$plan"
    claim "explain-$name-nothing-unsourced" not grep -qi 'no source\|neither' out
    # A value group is either sourced or assumed with a range.
    rm -rf resolved
    vetsim run "$plan" -o resolved --no-charts
    bare=$(awk '/^(target|lever|uncertain|observed) = / { skip = 1 } /^(sector|project|initiative|industry|rule|population|enrolment|campus|faculty|training|funding) = / { skip = 0 }
        skip { next }
        $2 == "=" && $3 == "{" { name[++depth] = $1; value[depth] = source[depth] = assumed[depth] = range[depth] = 0; next }
        $1 == "};" { if (value[depth] && !source[depth] && !(assumed[depth] && range[depth])) print name[depth - 1] "." name[depth]; depth--; next }
        $1 == "value" || $1 == "path" || $1 == "after" { value[depth] = 1 }
        $1 == "source" && $3 != "\"\";" { source[depth] = 1 }
        $1 == "assumption" && $3 != "\"\";" { assumed[depth] = 1 }
        $1 == "range" { range[depth] = 1 }' resolved/resolved.cfg)
    [ -z "$bare" ] || echo "# $name: $bare" | head -c 600
    claim "provenance-complete-$name" test -z "$bare"
done

# --- alternatives, languages, names ---
claim jining-alternatives test "$(ls "$root"/scenarios/jining/*.cfg | wc -l)" -ge 5
claim chiping-alternatives test "$(ls "$root"/scenarios/chiping/*.cfg | wc -l)" -ge 5
different() { # every alternative changes some result
    for plan in "$root"/scenarios/"$1"/*.cfg; do
        rm -rf alternative
        vetsim run "$plan" -o alternative --no-charts
        sha256sum <alternative/trajectories.csv
    done | sort | uniq -d | grep . && return 1
    return 0
}
claim jining-alternatives-differ different jining
claim chiping-alternatives-differ different chiping

# --- nothing shipped looks outside ---
cd "$root" || exit 1
outside=$(grep -rIlE '(^|[^a-z0-9/.])/(home|root|mnt|[w]ork)/[a-z]' --exclude-dir=.git --exclude-dir='build*' --exclude=test_shipped.sh --exclude-dir=plots-out . | head -n 5)
[ -z "$outside" ] || echo "# $outside"
claim no-file-looks-outside test -z "$outside"
cd "$work" || exit 1
absolute=$(grep -l '^ *extends = "/' "$root"/scenarios/*/*.cfg)
claim extends-are-relative test -z "$absolute"
cp -r "$root/scenarios" moved
vetsim run moved/jining/slower-building.cfg --json
moved=$(sed -n 's/.*"digest": "\(.*\)".*/\1/p' out)
vetsim run "$root/scenarios/jining/slower-building.cfg" --json
claim scenarios-can-be-moved test "$moved" = "$(sed -n 's/.*"digest": "\(.*\)".*/\1/p' out)"
(cd moved/jining && "$VETSIM" run slower-building.cfg --json >"$work/out" 2>"$work/err")
claim digest-does-not-depend-on-the-folder test "$moved" = "$(sed -n 's/.*"digest": "\(.*\)".*/\1/p' out)"

finish
