# Microblog on ECS with Fargate, behind a load balancer, beside a database and a search server that are there. What ECS is
# told stands in the JSON documents one folder up, which the command line takes as well.

locals {
  name = "microblog"
}

module "documents" {
  source = "./documents"

  values = {
    architecture          = var.architecture
    cluster               = var.cluster_name
    cpu                   = tostring(var.cpu)
    database_password_arn = var.database_password_arn
    database_url          = var.database_url
    elasticsearch_url     = var.elasticsearch_url
    execution_role_arn    = aws_iam_role.execution.arn
    image                 = var.image
    log_group             = aws_cloudwatch_log_group.log.name
    memory                = tostring(var.memory)
    public_url            = var.public_url
    region                = var.region
    secret_key_arn        = var.secret_key_arn
    security_group        = aws_security_group.tasks.id
    subnet_a              = var.subnet_ids[0]
    subnet_b              = var.subnet_ids[1]
    target_group_arn      = aws_lb_target_group.pages.arn
    task_role_arn         = aws_iam_role.task.arn
    trusted_proxies       = var.trusted_proxies
    vpc_id                = var.vpc_id
  }
}

locals {
  task      = module.documents.task_definition
  container = local.task.containerDefinitions[0]
  service   = module.documents.service
  group     = module.documents.target_group
  target    = module.documents.scalable_target
  policy    = module.documents.scaling_policy.TargetTrackingScalingPolicyConfiguration
}

resource "aws_cloudwatch_log_group" "log" {
  name              = "/ecs/${local.name}"
  retention_in_days = var.log_days
}

resource "aws_ecs_task_definition" "server" {
  family                   = local.task.family
  requires_compatibilities = local.task.requiresCompatibilities
  network_mode             = local.task.networkMode
  cpu                      = local.task.cpu
  memory                   = local.task.memory
  execution_role_arn       = local.task.executionRoleArn
  task_role_arn            = local.task.taskRoleArn

  container_definitions = jsonencode([merge(local.container, {
    environment = concat(local.container.environment, [for name, value in var.environment : { name = name, value = value }])
    secrets     = concat(local.container.secrets, [for name, arn in var.secrets : { name = name, valueFrom = arn }])
  })])

  runtime_platform {
    operating_system_family = local.task.runtimePlatform.operatingSystemFamily
    cpu_architecture        = local.task.runtimePlatform.cpuArchitecture
  }

  # Gone with the task: with a database and a search server nothing is kept there. It takes over the rights that /data has in
  # the image, where anybody may write.
  volume {
    name = local.task.volumes[0].name
  }
}

resource "aws_ecs_service" "server" {
  name                               = local.service.serviceName
  cluster                            = local.service.cluster
  task_definition                    = aws_ecs_task_definition.server.arn
  desired_count                      = local.service.desiredCount
  launch_type                        = local.service.launchType
  platform_version                   = local.service.platformVersion
  availability_zone_rebalancing      = local.service.availabilityZoneRebalancing
  enable_execute_command             = local.service.enableExecuteCommand
  propagate_tags                     = local.service.propagateTags
  deployment_minimum_healthy_percent = local.service.deploymentConfiguration.minimumHealthyPercent
  deployment_maximum_percent         = local.service.deploymentConfiguration.maximumPercent

  # For so long a task that waits, for its database or for the migration, is not replaced for not being ready.
  health_check_grace_period_seconds = local.service.healthCheckGracePeriodSeconds

  # Tasks of a version that never get ready are given up, and those of the last one stay.
  deployment_circuit_breaker {
    enable   = local.service.deploymentConfiguration.deploymentCircuitBreaker.enable
    rollback = local.service.deploymentConfiguration.deploymentCircuitBreaker.rollback
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = local.service.networkConfiguration.awsvpcConfiguration.securityGroups
    assign_public_ip = local.service.networkConfiguration.awsvpcConfiguration.assignPublicIp == "ENABLED"
  }

  load_balancer {
    target_group_arn = local.service.loadBalancers[0].targetGroupArn
    container_name   = local.service.loadBalancers[0].containerName
    container_port   = local.service.loadBalancers[0].containerPort
  }

  lifecycle {
    # It is the autoscaling's.
    ignore_changes = [desired_count]
  }

  depends_on = [aws_lb_listener_rule.pages]
}

resource "aws_appautoscaling_target" "server" {
  service_namespace  = local.target.ServiceNamespace
  resource_id        = local.target.ResourceId
  scalable_dimension = local.target.ScalableDimension
  min_capacity       = coalesce(var.min_tasks, local.target.MinCapacity)
  max_capacity       = coalesce(var.max_tasks, local.target.MaxCapacity)

  depends_on = [aws_ecs_service.server]
}

resource "aws_appautoscaling_policy" "cpu" {
  name               = module.documents.scaling_policy.PolicyName
  policy_type        = module.documents.scaling_policy.PolicyType
  service_namespace  = aws_appautoscaling_target.server.service_namespace
  resource_id        = aws_appautoscaling_target.server.resource_id
  scalable_dimension = aws_appautoscaling_target.server.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = local.policy.TargetValue
    scale_out_cooldown = local.policy.ScaleOutCooldown
    scale_in_cooldown  = local.policy.ScaleInCooldown

    predefined_metric_specification {
      predefined_metric_type = local.policy.PredefinedMetricSpecification.PredefinedMetricType
    }
  }
}
