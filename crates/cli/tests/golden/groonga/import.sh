#!/bin/sh
# Loads this export into Groonga. Run it again after every export: records that are no longer in it are removed.
#   ENDPOINT  the address of the server. Default: http://127.0.0.1:10041
#   KEY       of a proxy before the server, which needs no key of its own
set -eu
# Bytes, not characters: awk is several times as fast.
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")"
endpoint=${ENDPOINT:-http://127.0.0.1:10041}
fail() {
  printf 'error: %s\nhint: %s\n' "$1" "$2" >&2
  exit 1
}
for tool in curl awk cksum; do
  command -v "$tool" >/dev/null 2>&1 || fail "$tool is not installed" "Install it with the system's package manager: apt-get install $tool"
done
[ -f records.jsonl ] || fail "records.jsonl is missing" "Run the export again: findling export"
load=$(cksum < records.jsonl | tr -c '0-9\n' '-')
# A header in a file: the arguments of a command are visible to other users of the machine.
headers=$(mktemp)
answer=$(mktemp)
trap 'rm -f "$headers" "$answer" "$answer.body"' EXIT
# Some shells don't run the line above after a signal.
trap 'exit 1' HUP INT TERM
if [ -n "${KEY:-}" ]; then
  printf 'Authorization: Bearer %s\n' "$KEY" > "$headers"
fi
# call METHOD PATH [BODY-FILE [TYPE]]: one request. An HTTP error ends the script with the engine's own message.
call() {
  if [ $# -gt 2 ]; then
    set -- "$1" "$2" --data-binary "@$3" -H "Content-Type: ${4:-application/json}"
  fi
  method=$1
  path=$2
  shift 2
  status=$(curl -sS -o "$answer" -w '%{http_code}' -H "@$headers" -X "$method" "$@" "$endpoint$path") ||
    fail "$endpoint does not answer" "Start it: mkdir -p db; groonga -d --protocol http --port 10041 --bind-address 127.0.0.1 -n db/findling (without -n if the file exists)"
  case $status in
    2*) ;;
    *) fail "$method $endpoint$path: status $status: $(cut -c 1-300 "$answer")" "Read the log of Groonga" ;;
  esac
}
# expect PATTERN: ends the script if the answer of the last call does not contain it. An engine that refuses single records answers with status 200, too.
expect() {
  grep -q "$1" "$answer" ||
    fail "Groonga does not have the 3 passages of records.jsonl: $(cut -c 1-300 "$answer")" "Read the log of Groonga, and delete the index if its fields changed. Earlier passages are not removed"
}
# send PATH TYPE COUNT OPEN BEFORE BETWEEN CLOSE: sends the lines of the standard input, so many in a request. @ID@ in BEFORE, which precedes each record, is its id.
send() {
  awk -v path="$1" -v type="$2" -v count="$3" -v open="$4" -v before="$5" -v between="$6" -v last="$7" -v load="$load" -v endpoint="$endpoint" -v headers="$headers" '
    function finish() {
      printf "%s", last | command
      if (close(command) != 0) exit failed = 1
      size = 0
    }
    BEGIN {
      command = "curl -fsS -o /dev/null -X POST -H @" headers " -H \"Content-Type: " type "\" --data-binary @- \"" endpoint path "\""
    }
    {
      # The first member is the id, of digits and a hyphen. The checksum goes before it.
      start = before
      if (start != "") {
        id = substr($0, index($0, ":") + 2, 40)
        sub(/@ID@/, substr(id, 1, index(id, "\"") - 1), start)
      }
      printf "%s%s{\"load\":\"%s\",%s", size ? between : open, start, load, substr($0, 2) | command
      if (++size == count) finish()
    }
    END {
      if (!failed && size) finish()
      exit failed
    }' || fail "the engine refused records" "Run \`curl $endpoint\`, and read the log of the engine"
}

# commands FILE: one request a line. A table or column that exists is an error, and is left as it is.
commands() {
  while read -r command; do
    curl -sS -o "$answer" -H "@$headers" "$endpoint/d/$command" || fail "$endpoint does not answer" "Start it: mkdir -p db; groonga -d --protocol http --port 10041 --bind-address 127.0.0.1 -n db/findling (without -n if the file exists)"
    if ! grep -q '^\[\[0,' "$answer" && ! grep -q 'already used name\|already exists' "$answer"; then
      fail "$command: $(cut -c 1-300 "$answer")" "Read the log of Groonga"
    fi
  done < "$1"
}
commands schema.txt
# Words of an earlier load would still be expanded.
call GET '/d/delete?table=Synonyms&filter=true'
# Variants come first: what is indexed after them is folded.
for table in Variants Synonyms; do
  file=$(printf '%s.jsonl' "$table" | tr 'VS' 'vs')
  if [ -f "$file" ]; then
    { printf '[\n'; sed '$!s/$/,/' "$file"; printf ']\n'; } > "$answer.body"
    call POST "/d/load?table=$table" "$answer.body"
  fi
done
# Facets count pages, so the pages have these columns, too.
awk '{
  end = index($0, ",\"order\":0,")
  start = index($0, "\"page\":") + 7
  if (end) print "{\"_key\":" substr($0, start, end - start) "}"
}' records.jsonl |
  send '/d/load?table=Pages' application/json 5000 '[' '' ',\n' ']'
send '/d/load?table=Passages' application/json 5000 '[' '' ',\n' ']' < records.jsonl
# The first time, the indexes are made here. After that, the records were added to them.
commands indexes.txt
call GET "/d/select?table=Passages&limit=0&filter=load%20%3D%3D%20%22$load%22"
expect '^\[\[0,[^]]*\],\[\[\[3\]'
call GET "/d/delete?table=Passages&filter=load%20%21%3D%20%22$load%22"
call GET '/d/delete?table=Pages&filter=load%20%21%3D%20%22'"$load%22"
call GET '/d/select?table=Passages&limit=0'
expect '^\[\[0,[^]]*\],\[\[\[3\]'

echo "3 passages are in $endpoint."
echo "Next: put the address of the server into www/provider.json, and copy www/ to the site."
