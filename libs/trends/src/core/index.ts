export * from './forecasting/index.js';
