#!/usr/bin/env bash
# The only door to everything that can be built, run or tested here. `./build.sh help` lists what there is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

wasm_target=wasm32-unknown-unknown
wasm_pack_version=0.15.1
# The CLI must have the version of the library that the WASM was built with.
wasm_bindgen_version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[" ]/, ""); sub("version=", ""); print }' Cargo.lock)
# Tools that cargo compiles outlive a checkout, one folder a version.
tools="${TOUCHSTONE_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/touchstone/tools}"

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
stop() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# --- what must be there -----------------------------------------------------------------------------------------------

need_rust() {
  has cargo || stop 'Rust is missing: install it with rustup (https://rustup.rs), then run this again.'
  has rustup || stop 'rustup is missing: this project needs it for the wasm32 target; see https://rustup.rs.'
  rustup target list --installed | grep -qx "$wasm_target" || rustup target add "$wasm_target" \
    || stop "the Rust target $wasm_target could not be installed; run 'rustup target add $wasm_target'."
}

need_node() {
  has node && has npm || stop 'Node.js 20 or newer with npm is missing: install it (Debian: apt-get install nodejs npm), then run this again.'
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || stop "Node.js 20 or newer is needed; this is $(node --version)."
}

# need_debian COMMAND PACKAGE: a program from Debian's packages.
need_debian() {
  has "$1" && return
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    has sudo || stop "$1 is missing and this user may not install it: install the Debian package $2."
    root=(sudo)
  fi
  has apt-get || stop "$1 is missing: install it (Debian calls the package $2)."
  say "Installing $2"
  "${root[@]}" apt-get install -y --no-install-recommends "$2" >/dev/null 2>&1 \
    || { "${root[@]}" apt-get update >/dev/null && "${root[@]}" apt-get install -y --no-install-recommends "$2" >/dev/null; } \
    || stop "$2 could not be installed: install the Debian package $2."
  has "$1" || stop "$2 is installed, but $1 is not there: install $1."
}

need_c_compiler() { need_debian cc gcc; }
need_chromium() { need_debian chromium chromium; need_debian fc-list fontconfig; has_fonts || need_fonts; }
need_firefox() { need_debian firefox-esr firefox-esr; }
need_chromedriver() { need_debian chromedriver chromium-driver; }
has_fonts() { [ -n "$(fc-list :lang=zh family 2>/dev/null)" ]; }
# Screenshots with Chinese words need a Chinese font; without one the tests pass all the same.
need_fonts() {
  [ "$(id -u)" -eq 0 ] && has apt-get && apt-get install -y --no-install-recommends fonts-noto-core fonts-noto-cjk >/dev/null 2>&1 || true
}

# cargo_tool COMMAND CRATE VERSION: prints the path of a tool of exactly that version, compiling it once where none is there.
cargo_tool() {
  local command=$1 crate=$2 version=$3
  if has "$command" && "$command" --version 2>/dev/null | grep -qF "$version"; then command -v "$command"; return; fi
  local root="$tools/$crate-$version"
  if [ ! -x "$root/bin/$command" ]; then
    say "Installing $crate $version (once, about 4 minutes)" >&2
    # Without --locked: a registry that lags behind the tool's lock file would refuse it.
    cargo install "$crate" --version "$version" --root "$root" >&2 || stop "$crate $version could not be installed with cargo."
  fi
  printf '%s\n' "$root/bin/$command"
}

need_npm_packages() {
  need_node
  if ! [ extension/node_modules/.package-lock.json -nt extension/package-lock.json ]; then
    say 'Installing the npm development packages'
    (cd extension && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error) || stop 'npm could not install the development packages.'
  fi
}

# --- what can be built ------------------------------------------------------------------------------------------------

build_cli() { need_rust; need_c_compiler; cargo build --release --bins; }

# What Cargo.toml gives no level of its own is built for size where it goes into the extension.
small() { CARGO_PROFILE_RELEASE_OPT_LEVEL=z "$@"; }

# bind OUT_DIR MODULE: the JavaScript of a module that cargo built.
bind() {
  "$(cargo_tool wasm-bindgen wasm-bindgen-cli "$wasm_bindgen_version")" --target no-modules --remove-name-section --remove-producers-section \
    --out-dir "$1" "target/$wasm_target/release/$2"
}

build_wasm() {
  need_rust; need_c_compiler
  say 'Building the engine as WebAssembly'
  small cargo build --release --lib --target "$wasm_target"
  bind extension/pkg touchstone.wasm
  # Once, before anything else: see build.rs.
  sed -i 's/^\( *\)wasm\.__wbindgen_start();/\1wasm.__wasm_call_ctors();\n&/' extension/pkg/touchstone.js
  grep -q '__wasm_call_ctors();' extension/pkg/touchstone.js || stop 'the glue of wasm-bindgen has changed: nothing calls the constructors of the WASM any more.'
}

build_extension() {
  need_npm_packages
  say 'Building the extension'
  (cd extension && npm run --silent build)
}

build_www() {
  say 'Building the web page'
  node www/build.mjs
}

# --- the commands -----------------------------------------------------------------------------------------------------

cmd_run() { #: build everything, serve the demo shops on loopback, open Chromium with the extension on them
  need_chromium
  build_cli; build_wasm; build_extension
  say 'Opening the demo shops'
  TOUCHSTONE_BIN="$PWD/target/release/touchstone" node tests/e2e/run.mjs "$@"
}

# Runs one part of the tests and counts its failure; the others still run. The subshell keeps `set -e` at work inside, which a
# condition would switch off.
part() {
  say "$1"
  shift
  local started=$SECONDS status=0
  set +e
  (set -e; "$@")
  status=$?
  set -e
  if [ $status -eq 0 ]; then printf 'took %s s\n' "$((SECONDS - started))"; else printf 'FAILED after %s s: %s\n' "$((SECONDS - started))" "$*"; fi
}

log=target/test-log.txt
cmd_test() { #: run every test: native, in headless Chromium, end to end in Chromium and Firefox, lint, types
  mkdir -p target && : >"$log"
  cmd_test_all 2>&1 | tee "$log"
  # Every test runner here closes with a line of its own; this one adds them up.
  local totals
  totals=$(awk '
    /^test result:/ { for (i = 1; i <= NF; i++) { if ($(i + 1) ~ /^passed/) passed += $i; if ($(i + 1) ~ /^failed/) failed += $i } }
    /^(#|ℹ) pass [0-9]+/ { passed += $3 } /^(#|ℹ) fail [0-9]+/ { failed += $3 }
    /^FAILED after/ { parts++ }
    END { if (parts > failed) failed = parts; printf "%d passed, %d failed", passed, failed }' "$log")
  printf '\n%s\n' "$totals"
  case $totals in *', 0 failed') ;; *) exit 1 ;; esac
}
cmd_test_all() {
  need_chromium; need_chromedriver; need_firefox
  part 'Native tests' test_native
  part 'The engine as WebAssembly' build_wasm
  part 'The extension' build_extension
  part 'The extension, unit tests' test_extension
  part 'Tests in headless Chromium' test_browser
  part 'End to end in Chromium and Firefox' test_e2e
  part 'Format, lint, types' cmd_check
}
test_native() { need_rust; need_c_compiler; cargo test --release --no-fail-fast; }
test_browser() {
  local pack bindgen
  pack=$(cargo_tool wasm-pack wasm-pack "$wasm_pack_version")
  bindgen=$(cargo_tool wasm-bindgen wasm-bindgen-cli "$wasm_bindgen_version")
  # Cargo does not see that the files which the tests carry have changed.
  touch tests/common/mod.rs
  PATH="$(dirname "$bindgen"):$PATH" WASM_BINDGEN_TEST_TIMEOUT=300 \
    small "$pack" test --headless --chrome --chromedriver "$(command -v chromedriver)" --release --mode no-install -- --test cases --test pictures --test wasm
}
test_extension() { (cd extension && npm test --silent && npm run --silent lint); }
test_e2e() { TOUCHSTONE_BIN="$PWD/target/release/touchstone" node --test --test-concurrency=1 tests/e2e/*.test.mjs; }

cmd_check() { #: format, lint, types
  need_rust; need_npm_packages
  cargo fmt --check
  cargo clippy --release --all-targets --quiet -- --deny warnings
  (cd extension && npm run --silent types && npx --no-install tsc --project ../www/tsconfig.json)
}

cmd_wasm() { #: build the engine as WebAssembly into extension/pkg
  build_wasm
}

cmd_extension() { #: build the extension into extension/dist, for Chromium and Firefox alike
  build_wasm; build_extension
}

cmd_www() { #: build the static demo page into www
  build_wasm; build_extension; build_www
}

cmd_bench() { #: measure reading, rules and pictures, natively and in Chromium, beside others; --write keeps it in BENCHMARKS.md
  need_chromium
  build_wasm; build_extension
  bench_peers
  if [ "${1:-}" = --write ]; then
    { bench_head; bench_all 2>/dev/null; printf '```\n'; } | tee target/BENCHMARKS.md
    mv target/BENCHMARKS.md BENCHMARKS.md
  else
    bench_all
  fi
}
bench_all() {
  local bench
  for bench in native reading memory growth; do cargo bench --quiet --bench "$bench"; done
  node tests/bench/chromium.mjs
  build_bench_network >&2
  node tests/bench/networks.mjs target/bench-peers
}
# The photo network alone, as a page loads it.
build_bench_network() {
  small cargo build --release --quiet --example network --target "$wasm_target"
  bind target/bench-network examples/network.wasm
}
bench_head() {
  local processor
  processor=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -1)
  printf '# Benchmarks\n\nWritten by `./build.sh bench --write` on %s: %s, %s cores, commit %s. Real pages and strings are those of\n' \
    "$(date -u +%F)" "$processor" "$(nproc)" "$(git rev-parse --short HEAD)"
  printf 'the shared data; peers run in turn with Touchstone on the same ones, in the same run.\n\n```\n'
}
# What reading is measured against, for the benchmark alone.
bench_peers() {
  local venv=target/bench-venv
  if [ ! -x "$venv/bin/python" ]; then
    say 'Installing extruct and price-parser for the comparison'
    python3 -m venv "$venv" && "$venv/bin/pip" install --quiet extruct==0.18.0 price-parser==0.5.1 \
      || { rm -rf "$venv"; printf 'No Python with venv, or no network: the comparison is left out.\n'; return 0; }
  fi
  export TOUCHSTONE_PYTHON="$PWD/$venv/bin/python"
  bench_network_peers || printf 'No network: other engines for pictures are left out.\n'
}
# What the photo network is measured against; 2 GB of converter, once.
bench_network_peers() {
  local peers=target/bench-peers
  mkdir -p "$peers"
  [ -d "$peers/node_modules/@litertjs/core" ] \
    || npm install --prefix "$peers" --no-audit --no-fund --loglevel=error onnxruntime-web@1.30.0 @litertjs/core@2.5.3 || return 1
  [ -f "$peers/photo.tflite" ] && return 0
  say 'Converting the photo network for LiteRT'
  { [ -x "$peers/venv/bin/python" ] || python3 -m venv "$peers/venv"; } \
    && "$peers/venv/bin/pip" install --quiet -r models/training/requirements-tflite.txt \
    && "$peers/venv/bin/python" models/training/export_tflite.py "$peers/photo.tflite"
}

cmd_package() { #: pack extension/dist into a zip for the stores, the same bytes from the same sources
  build_wasm; build_extension
  mkdir -p target
  node extension/pack.mjs "target/touchstone-$(node -p 'require("./extension/dist/manifest.json").version').zip"
}

cmd_test-training() { #: train the logo network for a few steps on made-up drawings (not part of `test`: the first run fetches 6 GB)
  has python3 || stop 'Python 3.11 or newer is missing: install it (Debian: apt-get install python3 python3-venv), then run this again.'
  local venv=models/training/.venv
  if ! [ "$venv/logo" -nt models/training/requirements-logo.txt ]; then
    say 'Installing what training needs'
    python3 -m venv "$venv" && "$venv/bin/pip" install --quiet -r models/training/requirements-logo.txt \
      || stop 'the Python packages of models/training/requirements-logo.txt could not be installed.'
    touch "$venv/logo"
  fi
  "$venv/bin/python" models/training/smoke_logo.py
}

cmd_test-spark() { #: the example under Apache Spark, and pages a second with it and without (not part of `test`: 700 MB)
  has python3 || stop 'Python 3.11 or newer is missing: install it (Debian: apt-get install python3 python3-venv), then run this again.'
  need_debian java openjdk-17-jre-headless
  build_cli
  local venv=target/spark-venv
  if ! [ "$venv/spark" -nt examples/spark/requirements.txt ]; then
    say 'Installing Spark'
    python3 -m venv "$venv" && "$venv/bin/pip" install --quiet -r examples/spark/requirements.txt \
      || stop 'the Python packages of examples/spark/requirements.txt could not be installed.'
    touch "$venv/spark"
  fi
  export PYTHONPATH="$PWD/examples/spark" SPARK_LOCAL_IP=127.0.0.1 TOUCHSTONE_BIN="$PWD/target/release/touchstone"
  "$venv/bin/python" -W ignore::ResourceWarning -m unittest discover --start-directory examples/spark/tests
  "$venv/bin/python" examples/spark/tests/measure.py "${@:-tests/pages}"
}

cmd_help() { #: this list
  printf 'Usage: ./build.sh COMMAND\n\n'
  sed -n 's/^cmd_\([a-z-]*\)() { #: \(.*\)$/  \1\t\2/p' "${BASH_SOURCE[0]}" | expand -t 18
}

command=${1:-help}
[ $# -gt 0 ] && shift
case $command in
  run | test | test-spark | test-training | check | wasm | extension | www | bench | package | help) "cmd_$command" "$@" ;;
  -h | --help) cmd_help ;;
  *) stop "no command '$command'; ./build.sh help lists them" ;;
esac
