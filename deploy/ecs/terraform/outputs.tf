output "task_definition" {
  value       = aws_ecs_task_definition.server.arn
  description = "The task definition, with its revision."
}

output "migrate" {
  value = jsonencode(merge(module.documents.migrate, {
    taskDefinition       = aws_ecs_task_definition.server.arn
    networkConfiguration = { awsvpcConfiguration = merge(module.documents.migrate.networkConfiguration.awsvpcConfiguration, { subnets = var.subnet_ids }) }
  }))
  description = "Migrates, once before each version: aws ecs run-task --cli-input-json \"$(terraform output -raw migrate)\""
}

output "target_group" {
  value       = aws_lb_target_group.pages.arn
  description = "Where the load balancer sends people."
}

output "log_group" {
  value       = aws_cloudwatch_log_group.log.name
  description = "The log, an object a line."
}

output "security_group" {
  value       = aws_security_group.tasks.id
  description = "Let it in at the database and the search server."
}
