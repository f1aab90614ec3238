# Reporting checks as TAP: https://testanything.org

checks=0
failures=0
finished=false

# The outcome, its description, and for a failure what was seen.
report_check() {
    local passed=$1 description=$2 seen=${3-}
    checks=$((checks + 1))
    if $passed; then
        echo "ok $checks - $description"
        return
    fi
    echo "not ok $checks - $description"
    printf '%s\n' "$seen" | sed 's/^/#   /'
    failures=$((failures + 1))
}

# is DESCRIPTION SEEN EXPECTED
is() {
    local passed=false
    [ "$2" = "$3" ] && passed=true
    report_check $passed "$1" "expected: $3"$'\n'"seen:     $2"
}

# matches DESCRIPTION SEEN PATTERN: an extended regular expression for the whole text
matches() {
    local passed=false
    [[ $2 =~ ^($3)$ ]] && passed=true
    report_check $passed "$1" "expected: $3"$'\n'"seen:     $2"
}

# succeeds DESCRIPTION COMMAND...
succeeds() {
    local description=$1 passed=false
    shift
    "$@" && passed=true
    report_check $passed "$description" "failed: $*"
}

# skip REASON DESCRIPTION...: one skipped check for each description
skip() {
    local reason=$1 description
    shift
    for description; do
        checks=$((checks + 1))
        echo "ok $checks - $description # SKIP $reason"
    done
}

finish_plan() {
    $finished || echo "Bail out! run-tests itself ended early"
}

end_tests() {
    finished=true
    echo "1..$checks"
    [ $failures -eq 0 ] || echo "# $failures of $checks failed"
    [ $failures -eq 0 ]
    exit
}
