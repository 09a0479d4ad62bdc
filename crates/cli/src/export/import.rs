//! `import.sh`: loads an export into its engine. POSIX shell, with curl and awk.
//!
//! Records are added or replaced by their ids. Each has the checksum of its file as `load`, and records with another checksum are removed at
//! the end.

use super::facts::Facts;
use super::target::Target;

/// The beginning of every script.
const START: &str = r#"#!/bin/sh
# Loads this export into @TITLE@. Run it again after every export: records that are no longer in it are removed.
#   ENDPOINT  the address of the server. Default: @ENDPOINT@
#   KEY       @KEY@
set -eu
# Bytes, not characters: awk is several times as fast.
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")"
endpoint=${ENDPOINT:-@ENDPOINT@}
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
  printf '@HEADER@\n' "$KEY" > "$headers"
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
    fail "$endpoint does not answer" "@START@"
  case $status in
    2*) ;;
    *) fail "$method $endpoint$path: status $status: $(cut -c 1-300 "$answer")" "@WRONG@" ;;
  esac
}
# expect PATTERN: ends the script if the answer of the last call does not contain it. An engine that refuses single records answers with status 200, too.
expect() {
  grep -q "$1" "$answer" ||
    fail "@TITLE@ does not have the @COUNT@ passages of records.jsonl: $(cut -c 1-300 "$answer")" "Read the log of @TITLE@, and delete the index if its fields changed. @LEFT@"
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
"#;

const GROONGA: &str = r#"
# commands FILE: one request a line. A table or column that exists is an error, and is left as it is.
commands() {
  while read -r command; do
    curl -sS -o "$answer" -H "@$headers" "$endpoint/d/$command" || fail "$endpoint does not answer" "@START@"
    if ! grep -q '^\[\[0,' "$answer" && ! grep -q 'already used name\|already exists' "$answer"; then
      fail "$command: $(cut -c 1-300 "$answer")" "@WRONG@"
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
expect '^\[\[0,[^]]*\],\[\[\[@COUNT@\]'
call GET "/d/delete?table=Passages&filter=load%20%21%3D%20%22$load%22"
call GET '/d/delete?table=Pages&filter=load%20%21%3D%20%22'"$load%22"
call GET '/d/select?table=Passages&limit=0'
expect '^\[\[0,[^]]*\],\[\[\[@COUNT@\]'
"#;

const OPENSEARCH: &str = r#"
if ! curl -fsS -o /dev/null -H "@$headers" -I "$endpoint/@INDEX@" 2>/dev/null; then
  call PUT '/@INDEX@' index.json
else
  echo "@KEEPS@"
fi
send '/@INDEX@/_bulk' application/x-ndjson 5000 '' '{"index":{"_id":"@ID@"}}\n' '\n' '\n' < records.jsonl
call POST '/@INDEX@/_refresh'
call GET "/@INDEX@/_count?q=load:%22$load%22"
expect '"count": *@COUNT@ *[,}]'
printf '{"query":{"bool":{"must_not":{"term":{"load":"%s"}}}}}' "$load" > "$answer.body"
call POST '/@INDEX@/_delete_by_query?conflicts=proceed' "$answer.body"
"#;

const MEILISEARCH: &str = r#"
wait_for_tasks() {
  while :; do
    call GET '/tasks?indexUids=@INDEX@&statuses=enqueued,processing&limit=1'
    grep -q '"total":0' "$answer" && break
    sleep 1
  done
}
printf '{"uid":"@INDEX@","primaryKey":"id"}' > "$answer.body"
call POST /indexes "$answer.body"
call PATCH '/indexes/@INDEX@/settings' settings.json
send '/indexes/@INDEX@/documents' application/x-ndjson 5000 '' '' '\n' '\n' < records.jsonl
wait_for_tasks
printf '{"filter":"load = \\"%s\\"","fields":["id"],"limit":1}' "$load" > "$answer.body"
call POST '/indexes/@INDEX@/documents/fetch' "$answer.body"
expect '"total": *@COUNT@ *[,}]'
printf '{"filter":"load != \\"%s\\""}' "$load" > "$answer.body"
call POST '/indexes/@INDEX@/documents/delete' "$answer.body"
wait_for_tasks
call GET '/indexes/@INDEX@/stats'
expect '"numberOfDocuments": *@COUNT@ *[,}]'
"#;

const TYPESENSE: &str = r#"
if [ -f synonyms.json ]; then
  call PUT '/synonym_sets/@INDEX@' synonyms.json
else
  # Those of an earlier export, if there are any.
  curl -sS -o /dev/null -H "@$headers" -X DELETE "$endpoint/synonym_sets/@INDEX@"
fi
if ! curl -fsS -o /dev/null -H "@$headers" "$endpoint/collections/@INDEX@" 2>/dev/null; then
  call POST /collections schema.json
else
  echo "@KEEPS@"
fi
send '/collections/@INDEX@/documents/import?action=upsert' text/plain 5000 '' '' '\n' '\n' < records.jsonl
call GET "/collections/@INDEX@/documents/search?q=*&per_page=0&filter_by=load:=$load"
expect '"found": *@COUNT@ *[,}]'
call DELETE "/collections/@INDEX@/documents?filter_by=load:!=$load"
"#;

const QUICKWIT: &str = r#"
# Quickwit only appends: the index is emptied first.
if curl -fsS -o /dev/null -H "@$headers" "$endpoint/api/v1/indexes/@INDEX@" 2>/dev/null; then
  echo "@KEEPS@"
  call PUT '/api/v1/indexes/@INDEX@/clear'
else
  call POST /api/v1/indexes index.json
fi
send '/api/v1/@INDEX@/ingest' application/json 2000 '' '' '\n' '\n' < records.jsonl
printf '' > "$answer.body"
call POST '/api/v1/@INDEX@/ingest?commit=force' "$answer.body"
# Records are found after a commit: within 10 seconds by index.json, and later while others are waiting. The count grows until then.
before=
left=15
while [ "$left" -gt 0 ]; do
  call GET '/api/v1/@INDEX@/search?query=*&max_hits=0&format=json'
  grep -q '"num_hits": *@COUNT@ *[,}]' "$answer" && break
  now=$(cksum < "$answer")
  left=$((left - 1))
  [ "$now" = "$before" ] || left=15
  before=$now
  sleep 1
done
expect '"num_hits": *@COUNT@ *[,}]'
"#;

const END: &str = r#"
echo "@COUNT@ passages are in $endpoint."
echo "Next: put the address of the server into www/provider.json@NEXT_KEY@, and copy www/ to the site."
"#;

/// The message about an index whose settings are not sent again.
const KEEPS: &str = "The index exists and keeps its settings. If fields, languages or synonyms changed, delete the index and run import.sh again.";

/// The script, unless there is no engine.
pub(crate) fn script(facts: &Facts, passages: usize) -> Option<String> {
    let (body, start, wrong, key, header) = match facts.target {
        Target::Groonga => (
            GROONGA,
            "Start it: mkdir -p db; groonga -d --protocol http --port 10041 --bind-address 127.0.0.1 -n db/findling (without -n if the file exists)",
            "Read the log of Groonga",
            "of a proxy before the server, which needs no key of its own",
            "Authorization: Bearer %s",
        ),
        Target::Opensearch => (
            OPENSEARCH,
            "Start OpenSearch, or set ENDPOINT",
            "Check KEY and the version of OpenSearch",
            "user:password in base64, of a user who may write",
            "Authorization: Basic %s",
        ),
        Target::Meilisearch => (
            MEILISEARCH,
            "Start Meilisearch, or set ENDPOINT",
            "Check KEY and the version of Meilisearch",
            "an admin key",
            "Authorization: Bearer %s",
        ),
        Target::Typesense => (
            TYPESENSE,
            "Start Typesense, or set ENDPOINT",
            "Check KEY and the version of Typesense",
            "an admin key",
            "X-TYPESENSE-API-KEY: %s",
        ),
        Target::Quickwit => (
            QUICKWIT,
            "Start Quickwit, or set ENDPOINT",
            "Check the version of Quickwit",
            "of a proxy before the server, which needs no key of its own",
            "Authorization: Bearer %s",
        ),
        Target::Jsonl => return None,
    };
    let next_key =
        if matches!(facts.target, Target::Meilisearch | Target::Typesense) { " with a search-only key" } else { "" };
    let left = match facts.target {
        Target::Quickwit => "The index is incomplete: run import.sh again",
        _ => "Earlier passages are not removed",
    };
    let script = [START, body, END].concat();
    let script = script
        .replace("@TITLE@", facts.target.title())
        .replace("@ENDPOINT@", facts.target.endpoint())
        .replace("@KEY@", key)
        .replace("@HEADER@", header)
        .replace("@START@", start)
        .replace("@WRONG@", wrong)
        .replace("@KEEPS@", KEEPS)
        .replace("@LEFT@", left)
        .replace("@INDEX@", facts.target.index())
        .replace("@COUNT@", &passages.to_string())
        .replace("@NEXT_KEY@", next_key);
    Some(script)
}
