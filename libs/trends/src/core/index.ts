export { AnomalyDetector, PARTS, type DetectorState, type Finding, type Part, type StreamPoint } from './detection/anomaly-detector.js';
