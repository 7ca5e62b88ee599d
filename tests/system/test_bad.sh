#!/bin/sh
# Every file of tests/bad breaks one thing and says in its first line what the message must be:
#   // expect: WHERE: fragment
# WHERE is the line of the file itself, 0 where the message can name no line, or path:line of another file.
. "$(dirname "$0")/lib.sh"

# refused FILE PLACE FRAGMENT: a message at that place, exit code 3, nothing on standard output, nothing written.
refused() {
    rm -rf out-dir
    exits 3 run "$1" -o out-dir --no-charts || return 1
    silent out || return 1
    [ ! -e out-dir ] || { echo "# something was written"; return 1; }
    grep -F -- "$2: " err | grep -qF -- "$3" || { echo "# wanted $2: … $3, got:"; head -n 5 err | sed 's/^/# /'; return 1; }
    no_escapes err || { echo "# an escape in the message"; return 1; }
    exits 3 check "$1" || return 1
}

# --- the shipped bad files ---
claim base-plan exits 0 check "$root/tests/bad/base/plan.cfg"
for file in "$root"/tests/bad/*.cfg; do
    expect=$(sed -n '1s|^// expect: ||p' "$file")
    name=$(basename "$file" .cfg)
    place=${expect%%: *}
    case $place in
    0) place=/bad/$name.cfg ;;
    *[!0-9]*) place=/bad/$place ;;
    *) place=/bad/$name.cfg:$place ;;
    esac
    fragment=${expect#*: }
    [ -n "$fragment" ] || fragment='(no expectation)'
    claim "bad-$name" refused "$file" "$place" "$fragment"
done

# --- files that are not text, or too big to ship ---
plan="extends = \"$root/tests/bad/base/plan.cfg\";"
: >empty.cfg
claim bad-empty refused empty.cfg empty.cfg 'first_year: is required and missing'
printf '%s\nnote = "a\000b";\n' "$plan" >nul.cfg
claim bad-nul-byte refused nul.cfg nul.cfg:2 'not a text file'
printf '\211PNG\r\n\032\n\000\000\000\rIHDR' >png.cfg
claim bad-png refused png.cfg png.cfg:1 'not UTF-8 text'
printf '\377\376l\000a\000b\000e\000l\000' >utf16.cfg
claim bad-utf-16 refused utf16.cfg utf16.cfg:1 'not UTF-8 text'
printf '%s\n// \326\320\316\304\n' "$plan" >gbk.cfg
claim bad-gbk refused gbk.cfg gbk.cfg:2 'not UTF-8 text'
printf '%s\nnote = "\300\257";\n' "$plan" >overlong.cfg
claim bad-overlong-utf-8 refused overlong.cfg overlong.cfg:2 'not UTF-8 text'
printf '%s\nnote = "\033[31mred";\n' "$plan" >escape.cfg
claim bad-escape-byte refused escape.cfg escape.cfg:2 'not a text file'
head -c 100000 /dev/zero >zero.cfg
claim bad-zeros refused zero.cfg zero.cfg:1 'not a text file'
head -c 17000000 /dev/zero | tr '\0' ' ' >large.cfg
claim bad-larger-than-16MB refused large.cfg large.cfg 'larger than 16 MB'
rm large.cfg
for bracket in '(' '[' '{ a = '; do
    { printf '%s\nx = ' "$plan"; yes "$bracket" | head -n 10000 | tr -d '\n'; } >deep.cfg
    claim "bad-10000-deep-$(printf %.1s "$bracket")" refused deep.cfg deep.cfg:2 'nested more than'
done
# A comment that libconfig and a careless scanner end at different places must not hide the depth.
{ printf '%s\n/*/ " */ x = ' "$plan"; yes '(' | head -n 10000 | tr -d '\n'; } >deep.cfg
claim bad-10000-deep-hidden refused deep.cfg deep.cfg:2 'nested more than'
printf 'document = "included";\n' >included.txt
printf '\357\273\277@include "included.txt"\n%s\n' "$plan" >bom.cfg
claim bad-include-after-byte-order-mark refused bom.cfg bom.cfg:1 '@include is not allowed'

# --- too many, too long ---
many() { awk -v n="$1" -v name="$2" -v body="$3" 'BEGIN { printf "%s: {\n", name; for (i = 1; i <= n; i++) printf "x%d: { label = \"x\"; %s };\n", i, body; print "};" }'; }
{ echo "$plan"; many 9 sector 'level = "higher"; length = 3; enrolment: { sector_share = 0; };'; } >many.cfg
claim bad-9-sectors-more refused many.cfg many.cfg:9 'more than 8 items'
{ echo "$plan"; many 40 project 'kind = "buildings";'; } >many.cfg
claim bad-40-projects-more refused many.cfg many.cfg:34 'more than 32 items'
{ echo "$plan"; many 97 initiative ''; } >many.cfg
claim bad-97-initiatives-more refused many.cfg many.cfg:98 'more than 96 items'
{ echo "$plan"; many 17 industry ''; } >many.cfg
claim bad-17-industries-more refused many.cfg many.cfg:17 'more than 16 items'
{ echo "$plan"; many 49 rule 'value = 1;'; } >many.cfg
claim bad-49-rules-more refused many.cfg many.cfg:50 'more than 48 items'
cp "$root/tests/bad/base/plan.cfg" chain0.cfg
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
    echo "extends = \"chain$((i - 1)).cfg\";" >chain$i.cfg
done
claim chain-of-16 exits 0 check chain15.cfg
claim bad-chain-of-17 refused chain16.cfg chain1.cfg:1 'a chain of more than 16 files'
long=$(awk 'BEGIN { while (i++ < 300) printf "x" }')
printf '%s\n%s = 1;\n' "$plan" "$long" >long.cfg
printf '%s\n%s%s = 1;\n' "$plan" "$long" "$long$long$long$long$long$long$long$long$long" >longer.cfg
claim bad-longer-key refused longer.cfg longer.cfg:2 xxxx
claim bad-long-key refused long.cfg long.cfg:2 'unknown key'
printf '%s\nclosure = "%s";\n' "$plan" "$long" >long.cfg
claim bad-long-text refused long.cfg long.cfg:2 'closure = "xxx'
printf '%s\nlever: { grow: { parameter = "%s"; }; };\n' "$plan" "$long" >long.cfg
claim bad-long-parameter refused long.cfg long.cfg:2 'lever.grow.parameter: no parameter'
printf '%s\ntarget: { intake: { indicator = "%s"; }; };\n' "$plan" "$long" >long.cfg
claim bad-long-indicator refused long.cfg long.cfg:2 'no such indicator'
{ echo "$plan"; awk 'BEGIN { while (i++ < 1000) printf "z%d = 1;\n", i }'; } >errors.cfg
claim bad-1000-errors refused errors.cfg errors.cfg:2 'unknown key'

# Two hundred warnings must not hide the error that comes after them.
{ printf '%s\nsector: { sve: { faculty: { planned_hires = (' "$plan"; awk 'BEGIN { for (y = 1900; y < 2150; y++) printf "%s(%d, 900000)", (y > 1900 ? "," : ""), y }'
    printf '); }; }; };\ntarget: { intake: { due = 2099; }; };\n'; } >warnings.cfg
claim bad-after-200-warnings refused warnings.cfg warnings.cfg:3 'target.intake.due = 2099'

# --- not files ---
mkdir folder
claim bad-directory refused folder folder 'is not a file'
claim bad-absent refused absent.cfg absent.cfg 'No such file'
claim bad-device refused /dev/null /dev/null 'is not a file'
mkfifo pipe
waits() { timeout 5 "$VETSIM" check pipe >out 2>err </dev/null; [ $? -eq 3 ]; }
claim bad-named-pipe-does-not-hang waits
if [ "$(id -u)" -ne 0 ]; then
    cp "$root/tests/bad/base/plan.cfg" locked.cfg
    chmod 000 locked.cfg
    claim bad-unreadable refused locked.cfg locked.cfg 'Permission denied'
fi

# --- all errors of a file, not just the first ---
printf '%s\nclosure = "x";\nlast_year = "x";\nfaculty: { quit_rate = 7; pass_rat = 1; };\ntarget: { intake: { due = "x"; }; };\n' "$plan" >several.cfg
several() {
    exits 3 check several.cfg || return 1
    for message in 'several.cfg:2: closure' 'several.cfg:3: last_year' 'several.cfg:4: faculty.quit_rate = 7' \
        'several.cfg:4: faculty.pass_rat' 'several.cfg:5: target.intake.due'; do
        says err "$message" || return 1
    done
}
claim check-shows-all-errors several

finish
