// Runs the contract in Node: `node run.mjs FOLDER [DESCRIPTION] [SKIPPED]`. Prints the names of the checks that ran, a line each.
import { pathToFileURL } from "node:url";
import { contract } from "./contract.mjs";

const [folder, description, skipped] = process.argv.slice(2);
const { open } = await import(`${pathToFileURL(folder)}/client.js`);
const index = await open(description ? { provider: pathToFileURL(description) } : undefined);
for (const name of await contract(index, skipped?.split("; "))) console.log(name);
index.close();
