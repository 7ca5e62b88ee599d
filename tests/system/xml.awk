# Exits 0 when the input is one well-formed element after an optional <!DOCTYPE>: every tag closed in its turn, every
# attribute quoted, every "&" a numbered character. For mawk and gawk, run with LC_ALL=C.
function fail(why) { print "# not well-formed: " why > "/dev/stderr"; bad = 1; exit 1 }
{ text = text $0 "\n" }
END {
    if (bad) exit 1
    sub(/^<!DOCTYPE [a-z]+>/, "", text)
    n = split(text, pieces, "<")
    if (pieces[1] !~ /^[ \n]*$/) fail("text before the first tag")
    for (i = 2; i <= n; i++) {
        end = index(pieces[i], ">")
        if (!end) fail("<" substr(pieces[i], 1, 60))
        tag = substr(pieces[i], 1, end - 1)
        rest = substr(pieces[i], end + 1)
        gsub(/&#[0-9]+;/, "", tag)
        gsub(/&#[0-9]+;/, "", rest)
        if (index(tag rest, "&")) fail("a bare & near " substr(tag rest, 1, 60))
        if (substr(tag, 1, 1) == "/") {
            if (depth == 0 || open[depth] != substr(tag, 2)) fail("</" substr(tag, 2) "> closes " open[depth])
            depth--
        } else {
            closed = sub(/\/$/, "", tag)
            name = tag
            sub(/[ \n].*/, "", name)
            attributes = substr(tag, length(name) + 1)
            gsub(/[ \n]+[a-zA-Z:-]+="[^"]*"/, "", attributes)
            if (attributes !~ /^[ \n]*$/ || name !~ /^[a-z][a-z0-9]*$/) fail("<" tag)
            if (depth == 0 && roots++) fail("a second root: " name)
            if (!closed) open[++depth] = name
        }
        if (depth == 0 && rest !~ /^[ \n]*$/) fail("text after the end")
    }
    exit depth ? fail(open[depth] " is not closed") : 0
}
