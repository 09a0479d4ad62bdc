//! What Findling is made of: a bill of materials in `CycloneDX`, as JSON, of everything that the command links and that builds it. The same lock
//! file gives the same bytes. `cargo xtask sbom > sbom.json`
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

/// What an owner installs. Its engine, the module, is linked by none of its crates and built into it.
const SHIPPED: &[&str] = &["findling-cli", "findling"];

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut cargo = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    let output = cargo.args(["metadata", "--format-version", "1", "--locked"]).current_dir(root).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let lock: toml::Table = fs::read_to_string(root.join("Cargo.lock"))?.parse()?;
    println!("{:#}", bill(&serde_json::from_slice(&output.stdout)?, &lock));
    Ok(())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The packages that those shipped need, each with what it needs itself; tests' are left out. Needed to build alone or to run.
fn needed(metadata: &Value) -> BTreeMap<&str, (BTreeSet<&str>, bool)> {
    let nodes: BTreeMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).map(|node| (text(&node["id"]), node)).collect();
    let shipped = list(&metadata["packages"])
        .filter(|package| SHIPPED.contains(&text(&package["name"])) && package["source"].is_null());
    let mut open: Vec<(&str, bool)> = shipped.map(|package| (text(&package["id"]), true)).collect();
    let mut needed: BTreeMap<&str, (BTreeSet<&str>, bool)> = BTreeMap::new();
    while let Some((id, linked)) = open.pop() {
        // Seen before; but what was needed to build alone may turn out to be linked.
        if needed.get(id).is_some_and(|seen| seen.1 || !linked) {
            continue;
        }
        let mut needs = BTreeSet::new();
        for dependency in list(&nodes[id]["deps"]) {
            let kinds: BTreeSet<Option<&str>> =
                list(&dependency["dep_kinds"]).map(|kind| kind["kind"].as_str()).collect();
            if kinds.contains(&None) || kinds.contains(&Some("build")) {
                needs.insert(text(&dependency["pkg"]));
                open.push((text(&dependency["pkg"]), linked && kinds.contains(&None)));
            }
        }
        needed.insert(id, (needs, linked));
    }
    needed
}

/// The bill.
fn bill(metadata: &Value, lock: &toml::Table) -> Value {
    let packages: BTreeMap<&str, &Value> =
        list(&metadata["packages"]).map(|package| (text(&package["id"]), package)).collect();
    let reference = |id: &str| {
        let package = packages[id];
        format!("pkg:cargo/{}@{}", text(&package["name"]), text(&package["version"]))
    };
    let rows = lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();
    let checksums: BTreeMap<(&str, &str), &str> = rows
        .filter_map(|row| {
            Some(((row.get("name")?.as_str()?, row.get("version")?.as_str()?), row.get("checksum")?.as_str()?))
        })
        .collect();
    let needed = needed(metadata);
    let component = |id: &str, linked: bool| {
        let package = packages[id];
        let (name, version) = (text(&package["name"]), text(&package["version"]));
        // Crates from before SPDX part two licences by a slash.
        let licence = text(&package["license"]).replace('/', " OR ");
        let mut component = json!({
            "type": "library", "bom-ref": reference(id), "name": name, "version": version, "purl": reference(id),
            "scope": if linked { "required" } else { "excluded" }, "licenses": [{ "expression": licence }],
        });
        if let Some(checksum) = checksums.get(&(name, version)) {
            component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
        }
        component
    };
    let mut components: Vec<Value> = needed.iter().map(|(id, (_, linked))| component(id, *linked)).collect();
    components.sort_by_key(|component| text(&component["bom-ref"]).to_owned());
    let mut dependencies: Vec<Value> = needed
        .iter()
        .map(|(id, (needs, _))| {
            let needs: BTreeSet<String> = needs.iter().map(|id| reference(id)).collect();
            json!({ "ref": reference(id), "dependsOn": needs })
        })
        .collect();
    dependencies.sort_by_key(|dependency| text(&dependency["ref"]).to_owned());
    let product = list(&metadata["packages"]).find(|package| package["name"] == SHIPPED[0]);
    let version = product.map_or("", |package| text(&package["version"]));
    let product = json!({ "type": "application", "bom-ref": "findling", "name": "findling", "version": version, "licenses": [{ "expression": "MIT OR Apache-2.0" }] });
    json!({ "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": { "component": product }, "components": components, "dependencies": dependencies })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what must be so")]
mod tests {
    use super::*;

    fn package(name: &str, source: &Value) -> Value {
        json!({ "id": name, "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0", "source": source })
    }

    fn need(name: &str, kind: &Value) -> Value {
        json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] })
    }

    #[test]
    fn what_is_linked_is_required_what_only_builds_is_not_and_what_only_tests_is_not_there() {
        let metadata = json!({
            "packages": [package("findling-cli", &Value::Null), package("linked", &"r".into()), package("builder", &"r".into()), package("tester", &"r".into())],
            "resolve": { "nodes": [
                { "id": "findling-cli", "deps": [need("builder", &"build".into()), need("linked", &Value::Null), need("tester", &"dev".into())] },
                { "id": "builder", "deps": [need("linked", &Value::Null)] },
                { "id": "linked", "deps": [] },
                { "id": "tester", "deps": [] },
            ] },
        });
        let lock = "[[package]]\nname = \"linked\"\nversion = \"1.0.0\"\nchecksum = \"00ff\"\n".parse().unwrap();
        let bill = bill(&metadata, &lock);
        let rows: Vec<_> = list(&bill["components"]).map(|c| (text(&c["name"]), text(&c["scope"]))).collect();
        assert_eq!(rows, [("builder", "excluded"), ("findling-cli", "required"), ("linked", "required")]);
        assert_eq!(bill["components"][2]["hashes"][0]["content"], "00ff");
        assert_eq!(bill["components"][2]["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(
            bill["dependencies"][0],
            json!({ "ref": "pkg:cargo/builder@1.0.0", "dependsOn": ["pkg:cargo/linked@1.0.0"] })
        );
    }
}
