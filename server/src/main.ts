#!/usr/bin/env node
import { readConfig, startServer } from './app.ts';
const server = await startServer(readConfig(process.env));
console.log(server.url);
