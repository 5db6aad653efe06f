import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What users do with calls is learnt from the history, and whether they call back is another model's. */
export class BehaviorFeatures1763802500000 implements MigrationInterface {
  name = 'BehaviorFeatures1763802500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE model SET training_config = training_config || '{"featureSet": "user_at_call", "target": "outcome"}', algorithm = 'random_forest', hyperparameters = '{"trees": 300, "minLeaf": 20, "maxFeatures": 3}'
      WHERE built_in AND name = 'behavior_predictor';
      INSERT INTO model (name, model_type, algorithm, hyperparameters, training_config, built_in, created_ms, created_by)
      SELECT 'callback_predictor', model_type, algorithm, hyperparameters, '{"featureSet": "user_at_call", "target": "callback"}', true, created_ms, created_by
      FROM model WHERE name = 'behavior_predictor'
      ON CONFLICT DO NOTHING;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM prediction WHERE model = 'callback_predictor';
      DELETE FROM model_alert WHERE model = 'callback_predictor';
      DELETE FROM model_promotion_test WHERE model = 'callback_predictor';
      DELETE FROM model_audit WHERE model = 'callback_predictor';
      DELETE FROM model_alias WHERE name = 'callback_predictor';
      DELETE FROM model_alias_change WHERE name = 'callback_predictor';
      DELETE FROM model_version_tag WHERE name = 'callback_predictor';
      WITH gone AS (DELETE FROM model_version WHERE name = 'callback_predictor' RETURNING artifact_id)
      DELETE FROM model_artifact WHERE id IN (SELECT artifact_id FROM gone);
      DELETE FROM model WHERE built_in AND name = 'callback_predictor';
      UPDATE model SET training_config = training_config - 'featureSet' - 'target', algorithm = 'neural_network', hyperparameters = '{}' WHERE name = 'behavior_predictor';`);
  }
}
