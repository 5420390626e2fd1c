# Reads the JSON documents beside this folder, so that what the command line and what Terraform make is written once. It
# needs no provider: `terraform init && terraform console` shows what comes of it without an account.
terraform {
  required_version = ">= 1.5"
}

variable "values" {
  type        = map(string)
  description = "What stands in the documents as $${name}."
}

locals {
  # Inside a JSON string a quotation mark has to be written otherwise.
  escaped = { for name, value in var.values : name => trimsuffix(trimprefix(jsonencode(value), "\""), "\"") }
  folder  = "${path.module}/../.."
}

output "task_definition" {
  value       = jsondecode(templatefile("${local.folder}/task-definition.json", local.escaped))
  description = "Input of register-task-definition."
}

output "target_group" {
  value       = jsondecode(templatefile("${local.folder}/target-group.json", local.escaped))
  description = "Input of create-target-group."
}

output "service" {
  value       = jsondecode(templatefile("${local.folder}/service.json", local.escaped))
  description = "Input of create-service."
}

output "migrate" {
  value       = jsondecode(templatefile("${local.folder}/migrate.json", local.escaped))
  description = "Input of run-task, for the migration."
}

output "scalable_target" {
  value       = jsondecode(templatefile("${local.folder}/scalable-target.json", local.escaped))
  description = "Input of register-scalable-target."
}

output "scaling_policy" {
  value       = jsondecode(templatefile("${local.folder}/scaling-policy.json", local.escaped))
  description = "Input of put-scaling-policy."
}
