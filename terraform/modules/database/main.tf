data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_region" "replica" {
  provider = aws.replica
}

data "aws_vpc" "this" {
  id = var.vpc_id
}

locals {
  name = "${var.environment}-kaldrix"
  tags = merge(var.tags, { environment = var.environment, suite = "kaldrix-monitoring" })

  engine_version = "18"
  family         = "postgres18"
}

resource "aws_kms_key" "database" {
  description             = "Database of ${var.environment} in ${data.aws_region.current.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = local.tags
}

resource "aws_kms_key" "replica" {
  provider = aws.replica

  description             = "Copies of the database of ${var.environment} in ${data.aws_region.current.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = local.tags
}

resource "aws_db_subnet_group" "this" {
  name       = local.name
  subnet_ids = var.private_subnets
  tags       = local.tags
}

resource "aws_security_group" "this" {
  name        = "${local.name}-database"
  description = "PostgreSQL of the monitoring suite"
  vpc_id      = var.vpc_id
  tags        = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  security_group_id = aws_security_group.this.id
  description       = "PostgreSQL from inside the network"
  cidr_ipv4         = data.aws_vpc.this.cidr_block
  from_port         = 5432
  to_port           = 5432
  ip_protocol       = "tcp"
}

resource "aws_db_parameter_group" "this" {
  name        = local.name
  family      = local.family
  description = "TLS only; slow statements and waits for locks are logged"
  tags        = local.tags

  dynamic "parameter" {
    for_each = var.emulated ? {} : { "rds.force_ssl" = "1", log_min_duration_statement = "1000", log_lock_waits = "1" }

    content {
      name  = parameter.key
      value = parameter.value
    }
  }
}

data "aws_iam_policy_document" "monitoring_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["monitoring.rds.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "monitoring" {
  name               = "${local.name}-rds-monitoring-${data.aws_region.current.name}"
  description        = "Enhanced monitoring of the database"
  assume_role_policy = data.aws_iam_policy_document.monitoring_trust.json
  tags               = local.tags
}

resource "aws_iam_role_policy_attachment" "monitoring" {
  role       = aws_iam_role.monitoring.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

# The services' databases (alerts, anomalies, compliance) and their roles are made in it by SQL; README.md says how.
resource "aws_db_instance" "this" {
  identifier     = local.name
  engine         = "postgres"
  engine_version = local.engine_version
  instance_class = var.instance_class
  username       = "kaldrix_admin"

  manage_master_user_password         = true
  iam_database_authentication_enabled = true

  multi_az               = true
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.this.id]
  publicly_accessible    = false
  parameter_group_name   = aws_db_parameter_group.this.name

  storage_type          = "gp3"
  allocated_storage     = var.allocated_storage
  max_allocated_storage = var.max_allocated_storage
  storage_encrypted     = true
  kms_key_id            = aws_kms_key.database.arn

  backup_retention_period   = var.backup_retention_days
  backup_window             = "02:00-03:00"
  maintenance_window        = "sun:04:00-sun:05:00"
  copy_tags_to_snapshot     = true
  deletion_protection       = var.deletion_protection
  skip_final_snapshot       = !var.deletion_protection
  final_snapshot_identifier = var.deletion_protection ? "${local.name}-final" : null

  auto_minor_version_upgrade      = true
  performance_insights_enabled    = !var.emulated
  performance_insights_kms_key_id = var.emulated ? null : aws_kms_key.database.arn
  monitoring_interval             = var.emulated ? 0 : 60
  monitoring_role_arn             = var.emulated ? null : aws_iam_role.monitoring.arn
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]

  tags = merge(local.tags, { backup = "${local.name}-daily" })
}

resource "aws_db_instance_automated_backups_replication" "this" {
  provider = aws.replica
  count    = var.emulated ? 0 : 1

  source_db_instance_arn = aws_db_instance.this.arn
  kms_key_id             = aws_kms_key.replica.arn
  retention_period       = var.backup_retention_days
}

resource "aws_db_subnet_group" "replica" {
  provider = aws.replica
  count    = length(var.replica_subnets) > 0 ? 1 : 0

  name       = "${local.name}-replica-of-${data.aws_region.current.name}"
  subnet_ids = var.replica_subnets
  tags       = local.tags
}

resource "aws_db_instance" "replica" {
  provider = aws.replica
  count    = length(var.replica_subnets) > 0 ? 1 : 0

  identifier                          = "${local.name}-replica-of-${data.aws_region.current.name}"
  replicate_source_db                 = aws_db_instance.this.arn
  instance_class                      = var.instance_class
  db_subnet_group_name                = aws_db_subnet_group.replica[0].name
  storage_encrypted                   = true
  kms_key_id                          = aws_kms_key.replica.arn
  iam_database_authentication_enabled = true
  publicly_accessible                 = false
  auto_minor_version_upgrade          = true
  deletion_protection                 = var.deletion_protection
  skip_final_snapshot                 = true
  tags                                = local.tags
}
