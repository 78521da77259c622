# The steps of .ci/run: each says what it does, counts what has passed, and ends the run at the first failure.

clone=$PWD
machine_path=$PATH
tools=$(dirname "$(command -v node)")
work=$(mktemp -d)
passed=0 failed=0 skipped=0
sample=

# Installs Debian's packages for the programs and the modules of Varnish that are missing, each given as program:package.
install_programs() {
  local missing=()
  for each in "$@"; do
    PATH="$PATH:/usr/sbin" command -v "${each%%:*}" >/dev/null && continue
    compgen -G "/usr/lib/*/varnish/vmods/${each%%:*}" >/dev/null || missing+=("${each##*:}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "== installing ${missing[*]}"
  if [ "$(id -u)" != 0 ]; then echo 'Only root can: what needs them will fail or be skipped' && return; fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# The registry has every npm, and every Node as a package for each kind of machine.
install_nodes_and_npms() {
  local machine=x64
  case $(uname -m) in aarch64 | arm64) machine=arm64 ;; esac
  for node in "${nodes[@]}"; do install_package "node-$node" "node-linux-$machine@$node"; done
  for npm in "${npms[@]}"; do install_package "npm-$npm" "npm@$npm"; done
}

install_package() {
  echo "== installing $2"
  npm install --prefix "$work/$1" --ignore-scripts --no-audit --no-fund --silent "$2"
}

# Makes a Node and an npm those that are run.
use() {
  echo "== Node $1, npm $2"
  tools=$(echo "$work/node-$1"/node_modules/node-linux-*/bin):$work/npm-$2/node_modules/.bin
  export PATH="$tools:$machine_path"
}

enter_new_clone() {
  cd "$work"
  rm -rf clone
  git clone -q "$clone" clone
  cd clone
}

# Runs a command that finds no program but Node, npm and a shell.
without_compiler() {
  mkdir -p "$work/bin"
  ln -sf "$(command -v sh)" "$(command -v env)" "$work/bin"
  PATH="$tools:$work/bin" "$@"
}

# A machine's own npmrc is not the project's. On Node 20, which is past its end, npm 12 and some packages that only the tests
# use warn that they do not promise to run.
install_without_compiler_or_warning() {
  local expected='Unknown (user|env|global|builtin) config'
  case $(node --version) in v20.*) expected="$expected|EBADENGINE|does not support Node.js" ;; esac
  without_compiler npm ci 2>&1 | tee "$work/install" || return 1
  ! grep -i '^npm warn' "$work/install" | grep -vE "$expected"
}

# Runs the sample, and asks it as the README's readers do.
try_sample() {
  export PORT=3987
  local base="http://127.0.0.1:$PORT" article tag
  start_sample "$base/articles"
  article=$(curl -sf "$base/articles?limit=1" | node -p 'JSON.parse(require("fs").readFileSync(0)).articles[0].slug') ||
    fail 'the sample lists no articles' "$work/sample"
  tag=$(curl -sfI "$base/articles/$article" | tr -d '\r' | sed -n 's/^etag: //Ip') ||
    fail 'the sample shows no article' "$work/sample"
  expect 200 "$base/articles/$article"
  expect 304 "$base/articles/$article" -H "If-None-Match: $tag"
  expect 412 -X PATCH "$base/articles/$article" -H 'If-Match: "stale"' -H 'Content-Type: application/json' -d '{"topics":["x"]}'
  stop_sample
}

start_sample() {
  echo '== npm start'
  # With a process group of its own: npm does not pass a signal on to all that its script has started.
  set -m
  without_compiler npm start >"$work/sample" 2>&1 &
  sample=$!
  set +m
  for _ in $(seq 120); do
    curl -sf -o /dev/null "$1" && return
    kill -0 $sample 2>/dev/null || break
    sleep 1
  done
  fail 'the sample has not started' "$work/sample"
}

stop_sample() {
  kill -TERM -- -$sample
  wait $sample || true
  for _ in $(seq 10); do
    kill -0 -- -$sample 2>/dev/null || break
    sleep 1
  done
  sample=
  grep -q '^Stopped' "$work/sample" || fail 'the sample has not stopped cleanly' "$work/sample"
}

# Asks the sample and compares the status of its answer.
expect() {
  local status=$1 answer
  shift
  answer=$(curl -s -o /dev/null -w '%{http_code}' "$@") || true
  echo "$answer: curl ${*@Q}"
  [ "$answer" = "$status" ] || fail "expected $status" "$work/sample"
  passed=$((passed + 1))
}

# Runs a command that ends with mocha's counts, and adds them.
tests() {
  local status=0 failing
  echo "== $1"
  # The braces matter: where a fails in "a && b | c", bash goes on.
  { eval "$1"; } 2>&1 | tee "$work/tests" || status=1
  failing=$(count failing)
  passed=$((passed + $(count passing) + 0))
  failed=$((failed + ${failing:-$status}))
  skipped=$((skipped + $(count pending) + 0))
  [ $status = 0 ] || finish
}

count() { sed -n "s/^ *\([0-9][0-9]*\) $1.*/\1/p" "$work/tests" | tail -n 1; }

# Runs a command that succeeds or fails: one check.
check() {
  echo "== $1"
  eval "$1" >"$work/check" 2>&1 || fail "$1 has failed" "$work/check"
  tail -n 25 "$work/check"
  passed=$((passed + 1))
}

# Counts a check that has failed, shows the file that tells more, and ends the run.
fail() {
  echo "$1"
  cat "$2"
  failed=$((failed + 1))
  finish
}

# Says the sum of mocha's counts and of the checks made here, and ends the run.
finish() {
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" = 0 ]
  exit
}

clean_up() {
  [ -z "$sample" ] || kill -KILL -- -$sample 2>/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT
