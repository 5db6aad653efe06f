import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { FORECASTER } from '#ml';
import { Roles } from '#platform/auth';
import { ApiProblems } from '#platform/http';
import { ForecastEvaluations } from '../app/forecast-evaluations.js';
import { ForecastSeries } from '../app/forecast-series.js';
import { OrderEvaluation } from '../app/order-evaluation.js';
import { EvaluationOrderedDto, ForecasterPerformanceDto, PredictSeriesDto, SeriesForecastsDto } from './forecaster.dto.js';
import { presentEvaluation, presentForecast } from './present-forecaster.js';
import { readSeries } from './read-series.js';

/** What of this model differs from models of rows: it answers series, and is judged on users' series. */
@ApiTags('models')
@Controller(`api/models/${FORECASTER}`)
@Roles('system')
export class ForecasterController {
  constructor(
    @Inject(ForecastEvaluations) private readonly evaluations: ForecastEvaluations,
    @Inject(OrderEvaluation) private readonly order: OrderEvaluation,
    @Inject(ForecastSeries) private readonly forecasts: ForecastSeries,
  ) {}

  @Get('performance')
  @ApiOperation({
    summary: 'Which model forecasts how many series, and why',
    description: 'From the latest look: every day each model forecasts the last two days of users’ hourly calls from what came before.',
  })
  @ApiOkResponse({ type: ForecasterPerformanceDto })
  async performance(): Promise<ForecasterPerformanceDto> {
    return presentEvaluation(await this.evaluations.latest());
  }

  @Post('evaluate')
  @Roles('admin')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Look at the forecasts now',
    description: 'Instead of waiting for the daily look. Ordered again before it is done, it is the same job; `GET /api/jobs/{id}` says how it stands.',
  })
  @ApiResponse({ status: 202, type: EvaluationOrderedDto })
  @ApiProblems(400)
  async evaluate(): Promise<EvaluationOrderedDto> {
    return { jobId: await this.order.now() };
  }

  @Post('predict')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Forecasts of up to 16 series with intervals of 80 and 95 %',
    description: 'A request may ask for so much: values × seasons × horizon, over all series, are at most 25,000,000. Requests are worked on one after the other; 429 with `Retry-After` where four wait.',
  })
  @ApiBody({ type: PredictSeriesDto })
  @ApiOkResponse({ type: SeriesForecastsDto })
  @ApiProblems(400, 429)
  async predict(@Body() body: unknown): Promise<SeriesForecastsDto> {
    const outcomes = await this.forecasts.execute(readSeries(body));
    return { model: FORECASTER, predictions: outcomes.map(presentForecast) };
  }
}
