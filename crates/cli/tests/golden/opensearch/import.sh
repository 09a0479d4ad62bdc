#!/bin/sh
# Loads this export into OpenSearch. Run it again after every export: records that are no longer in it are removed.
#   ENDPOINT  the address of the server. Default: http://127.0.0.1:9200
#   KEY       user:password in base64, of a user who may write
set -eu
# Bytes, not characters: awk is several times as fast.
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")"
endpoint=${ENDPOINT:-http://127.0.0.1:9200}
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
  printf 'Authorization: Basic %s\n' "$KEY" > "$headers"
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
    fail "$endpoint does not answer" "Start OpenSearch, or set ENDPOINT"
  case $status in
    2*) ;;
    *) fail "$method $endpoint$path: status $status: $(cut -c 1-300 "$answer")" "Check KEY and the version of OpenSearch" ;;
  esac
}
# expect PATTERN: ends the script if the answer of the last call does not contain it. An engine that refuses single records answers with status 200, too.
expect() {
  grep -q "$1" "$answer" ||
    fail "OpenSearch does not have the 3 passages of records.jsonl: $(cut -c 1-300 "$answer")" "Read the log of OpenSearch, and delete the index if its fields changed. Earlier passages are not removed"
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

if ! curl -fsS -o /dev/null -H "@$headers" -I "$endpoint/findling" 2>/dev/null; then
  call PUT '/findling' index.json
else
  echo "The index exists and keeps its settings. If fields, languages or synonyms changed, delete the index and run import.sh again."
fi
send '/findling/_bulk' application/x-ndjson 5000 '' '{"index":{"_id":"@ID@"}}\n' '\n' '\n' < records.jsonl
call POST '/findling/_refresh'
call GET "/findling/_count?q=load:%22$load%22"
expect '"count": *3 *[,}]'
printf '{"query":{"bool":{"must_not":{"term":{"load":"%s"}}}}}' "$load" > "$answer.body"
call POST '/findling/_delete_by_query?conflicts=proceed' "$answer.body"

echo "3 passages are in $endpoint."
echo "Next: put the address of the server into www/provider.json, and copy www/ to the site."
