// aws-jwt-verify on the tokens of a file: node verify_peer.mjs JWKS TOKENS POOL CLIENT. Prints the seconds it took.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { CognitoJwtVerifier } = createRequire(process.env.NODE_PEERS + '/')('aws-jwt-verify')
const [keys, tokens, userPoolId, clientId] = process.argv.slice(2)
const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: 'id' })
verifier.cacheJwks(JSON.parse(readFileSync(keys, 'utf8')))
const lines = readFileSync(tokens, 'utf8').trim().split('\n')
const begin = process.hrtime.bigint()
for (const token of lines) verifier.verifySync(token)
console.log(Number(process.hrtime.bigint() - begin) / 1e9)
