export * from './currency.js';
export * from './judge.js';
