import { ThreadNetworkTraining } from '#ml';
import { checkLstm, forecastSeries, unpackForecaster } from '#ml/core';

const say = (line) => process.stderr.write(`${line}\n`);

/**
 * Forecasts of hourly series by one LSTM for all of them, learnt from what is given alone and stopped early on the end of it.
 * It learns as the service does, on a thread of its own, from a fixed number of windows however many series there are.
 */
export async function lstmForecasts(trainSeries, horizon, seed, hyperparameters = {}) {
  const { values, errors } = checkLstm(hyperparameters);
  if (errors !== undefined) throw new Error(errors.map(({ path, message }) => `${path} ${message}`).join('; '));
  const training = new ThreadNetworkTraining({ wanted: 'auto', heard: (backend) => say(`the LSTM learns by TensorFlow on ${backend}`) });
  let said = 0;
  const progress = (done) => {
    if (done < said + 0.1) return;
    said = done;
    say(`the LSTM has learnt ${Math.round(100 * done)} % of its epochs`);
  };
  const order = { series: trainSeries, horizon, hyperparameters: values, seed };
  const bytes = await training.trainForecaster(order, { progress, signal: new AbortController().signal });
  if (bytes === undefined) throw new Error('no series is long enough for an LSTM to learn from');
  const forecaster = unpackForecaster(bytes);
  return trainSeries.map((series) => forecastSeries(forecaster, series));
}
