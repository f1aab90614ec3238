# Going to a place, and looking at what is said there.

# Copies what runs there to where every user can read it.
prepare_places() {
    local jar=$1 entry number=0
    work=$(mktemp -d) || exit 2
    trap clean_up EXIT
    chmod 755 "$work"
    mkdir "$work/home" "$work/jars"
    chmod 1777 "$work/home"
    JAR=$work/jars/junit-isolated.jar CLASSPATH=
    cp "$jar" "$JAR" || exit 2
    while IFS= read -r -d : entry; do
        number=$((number + 1))
        [ -e "$entry" ] || continue
        cp -r "$entry" "$work/jars/$number-${entry##*/}"
        CLASSPATH+=${CLASSPATH:+:}$work/jars/$number-${entry##*/}
    done <<<"$2:"
    chmod -R a+rX "$work/jars"
    cd "$work/home" || exit 2
}

clean_up() {
    finish_plan
    end_containers
    rm -rf "$work"
}

am_root() {
    [ "$(id -u)" -eq 0 ]
}

# An ordinary user that every machine has, with nothing.
readonly AS_NOBODY=(setpriv --reuid=65534 --regid=65534 --clear-groups --bounding-set=-all --inh-caps=-all)

# The way to every place that is no container.
outside() {
    timeout -k 5 "$LIMIT" env -i PATH="$PATH" LANG=C.UTF-8 HOME="$work/home" "$@"
}

# visit WAY... COMMAND...: sets $output and $code
visit() {
    "$@" </dev/null >"$work/output" 2>&1
    code=$?
    output=$(<"$work/output")
}

# The doctor's and the test's commands; $cache is the cache directory in the place.
doctor() {
    COMMAND=("$JAVA_COMMAND" -jar "$JAR" doctor --cache "$cache" "$@")
}

isolated_test() {
    local fixture=$1
    shift
    COMMAND=("$JAVA_COMMAND" -cp "$CLASSPATH" org.junitisolated.kit.FixtureMain
             "org.junitisolated.places.PlaceFixtures\$${fixture}Fixture" "isolated.cache=$cache" "$@")
}

# says DESCRIPTION PATTERN...: whether the output has each (extended regular expressions)
says() {
    local description=$1 pattern missing=
    shift
    for pattern; do
        grep -Eq -- "$pattern" "$work/output" || missing+="missing:  $pattern"$'\n'
    done
    local passed=false
    [ -z "$missing" ] && passed=true
    report_check $passed "$description" "$missing$output"
}

# ---- what to expect in a place; enter is the way there ----

# allows_all PLACE: everything works.
allows_all() {
    local place=$1
    doctor
    visit "${enter[@]}" "${COMMAND[@]}"
    is "$place: the doctor's exit code" "$code" 0
    local kind rows=()
    for kind in jvm user-namespace id-map net pid mount ipc uts user cgroup time bind tmpfs overlay read-only publish \
        host-port hermetic; do
        rows+=("^$kind +yes")
    done
    says "$place: the doctor's table" "${rows[@]}"
    for fixture in Bare Hermetic; do
        isolated_test $fixture
        visit "${enter[@]}" "${COMMAND[@]}"
        says "$place: a ${fixture,} test passes" 'finished isolated\(\) SUCCESSFUL' 'it ran in'
    done
    policies "$place" SUCCESSFUL
}

# refuses PLACE KIND STEP ERROR CAUSE REMEDY MISSING: the doctor and a hermetic test say why; MISSING is what is left out
# where the test may run with less.
refuses() {
    local place=$1 kind=$2 step=$3 error=$4 cause=$5 remedy=$6 missing=$7
    doctor
    visit "${enter[@]}" "${COMMAND[@]}"
    is "$place: the doctor's exit code" "$code" 1
    says "$place: the doctor names step and error" "^$kind +no +$step +$error \\(" "^hermetic +no +$step +$error"
    says "$place: the doctor names cause and remedy" "Cause:   $cause" "(Mend it|     or): $remedy"
    doctor --json
    visit "${enter[@]}" "${COMMAND[@]}"
    says "$place: the doctor says the same to machines" '"hermetic": false' "\"error\": \"$error\"" "\"step\": \"$step\""
    fails_saying "$place" Hermetic "$step" "$error" "$cause" "$remedy"
    policies "$place" ABORTED "missing: $missing; step $step: $error .*: $cause"
}

# fails_saying PLACE FIXTURE STEP ERROR CAUSE REMEDY
fails_saying() {
    local place=$1 fixture=$2 step=$3 error=$4 cause=$5 remedy=$6
    isolated_test "$fixture"
    visit "${enter[@]}" "${COMMAND[@]}"
    says "$place: a ${fixture,} test fails and says the same" 'finished isolated\(\) FAILED' "Step:   $step" \
        "Error:  $error \\(" "Cause:  $cause" "(Remedy|    or): $remedy" '^  Seen:   '
    is "$place: nothing of the test runs" "$(grep -c 'it ran in' "$work/output")" 0
}

# runs PLACE FIXTURE: it passes there.
runs() {
    isolated_test "$2"
    visit "${enter[@]}" "${COMMAND[@]}"
    says "$1: a ${2,} test passes" 'finished isolated\(\) SUCCESSFUL' 'it ran in'
}

# policies PLACE WITH-SKIP [ENTRY]: what comes of a hermetic test with isolated.unavailable; ENTRY is what the report says of it
# where it runs with less.
policies() {
    local place=$1 with_skip=$2 entry=${3-}
    isolated_test Hermetic isolated.unavailable=skip
    visit "${enter[@]}" "${COMMAND[@]}"
    says "$place: with skip a hermetic test is $with_skip" "finished isolated\\(\\) $with_skip"
    [ "$with_skip" != ABORTED ] || is "$place: with skip nothing of it runs" "$(grep -c 'it ran in' "$work/output")" 0
    isolated_test Hermetic isolated.unavailable=degrade
    visit "${enter[@]}" "${COMMAND[@]}"
    if [ -n "$entry" ]; then
        says "$place: with degrade it runs with what there is, and says what is missing" \
            'finished isolated\(\) SUCCESSFUL' 'it ran in' "entry isolated\\(\\) \\{isolated\\.unavailable=$entry" \
            '^junit-isolated: 1 test ran with less isolation .*; missing: '
    else
        says "$place: with degrade it has all" 'finished isolated\(\) SUCCESSFUL' 'it ran in'
        is "$place: with degrade nothing is missing" "$(grep -c 'isolated\.unavailable' "$work/output")" 0
    fi
}
