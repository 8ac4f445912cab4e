// A package that a test talks to; where it is not installed, the test says so and is skipped.
import process from 'node:process';

export async function peer(name) {
  try {
    return await import(name);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.log(`skipped: ${name} is not installed (scripts/setup test installs it)`);
    process.exit(77);
  }
}
