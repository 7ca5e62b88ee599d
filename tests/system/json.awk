# Exits 0 when the input is exactly one JSON document (RFC 8259), 1 otherwise. For mawk and gawk, run with LC_ALL=C.
{ text = text $0 "\n" }
function token() { # the next token's kind: one of {}[]:, or s(tring) v(alue) e(nd) !(wrong)
    sub(/^[ \t\r\n]+/, "", text)
    if (text == "") return "e"
    head = substr(text, 1, 1)
    if (index("{}[]:,", head)) { text = substr(text, 2); return head }
    if (head == "\"") {
        for (i = 2; (c = substr(text, i, 1)) != "\""; i++) {
            if (c == "" || c < " ") return "!"
            if (c == "\\" && !index("\"\\/bfnrtu", substr(text, ++i, 1))) return "!"
        }
        text = substr(text, i + 1)
        return "s"
    }
    if (match(text, /^(true|false|null|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?)/)) { text = substr(text, RLENGTH + 1); return "v" }
    return "!"
}
function fail() { bad = 1; exit 1 }
# state: what may come next. V value, K key or }, k key, C colon, A after a value
END {
    if (bad) exit 1
    # Long texts are eaten line by line: cutting the front of a big string again and again is slow.
    n = split(text, lines, "\n"); depth = 0; state = "V"
    for (l = 1; l <= n; l++) {
        text = lines[l]
        while ((t = token()) != "e") {
            if (t == "!") fail()
            if (state == "V" || state == "E") {
                if (t == "{") { stack[++depth] = "{"; state = "K" }
                else if (t == "[") { stack[++depth] = "["; state = "E" }
                else if (t == "s" || t == "v") state = "A"
                else if (t == "]" && state == "E") { depth--; state = "A" }
                else fail()
            } else if (state == "K" || state == "k") {
                if (t == "s") state = "C"
                else if (t == "}" && state == "K") { depth--; state = "A" }
                else fail()
            } else if (state == "C") {
                if (t != ":") fail()
                state = "V"
            } else if (depth == 0) fail()
            else if (t == ",") state = stack[depth] == "{" ? "k" : "V"
            else if (t == (stack[depth] == "{" ? "}" : "]")) depth--
            else fail()
        }
    }
    exit !(state == "A" && depth == 0)
}
