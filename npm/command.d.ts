/**
 * Runs `findling` as a command line does, in this process: `await run(["build", "public"])`. It reads and writes files, and prints to
 * standard output and standard error.
 * @param args what stands after `findling` on a command line
 * @param options `cwd`: the folder that paths are relative to; the current one
 * @returns the exit code: 0 when all went well, 2 for arguments that make no sense, 1 for everything else
 */
export function run(args: string[], options?: { cwd?: string }): Promise<number>;

/**
 * The module that `findling build` wrote into a folder, to be opened: `await open(await built("dist/findling"))`.
 * @param folder the folder with `findling.js`
 */
export function built(folder: string): Promise<Uint8Array>;
