variable "region" {
  type        = string
  description = "Region of AWS, such as eu-central-1."
}

variable "cluster_name" {
  type        = string
  description = "An ECS cluster that is there."
}

variable "vpc_id" {
  type        = string
  description = "The VPC of the subnets."
}

variable "subnet_ids" {
  type        = list(string)
  description = "Private subnets, of two zones at least, from which the registry, Secrets Manager and the log can be reached."

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "At least two subnets, in different zones, so that a zone may fail."
  }
}

variable "listener_arn" {
  type        = string
  description = "The https listener of an application load balancer that is there. Its idle timeout must be below 30 seconds, after which Microblog closes a connection that is idle, and above 15; 25 is right."
}

variable "load_balancer_security_group_id" {
  type        = string
  description = "The security group of that load balancer, which alone gets to the tasks."
}

variable "listener_priority" {
  type        = number
  default     = 100
  description = "Priority of the rule at that listener."
}

variable "image" {
  type        = string
  description = "The image, best by its digest: ACCOUNT.dkr.ecr.REGION.amazonaws.com/microblog@sha256:…"

  validation {
    condition     = can(regex("(@sha256:[0-9a-f]{64}|:[A-Za-z0-9_][A-Za-z0-9_.-]*)$", var.image)) && !endswith(var.image, ":latest")
    error_message = "Name a digest or a tag that never moves, so not latest."
  }
}

variable "architecture" {
  type        = string
  default     = "X86_64"
  description = "X86_64 or ARM64, as the image was built."

  validation {
    condition     = contains(["X86_64", "ARM64"], var.architecture)
    error_message = "X86_64 or ARM64."
  }
}

variable "cpu" {
  type        = number
  default     = 512
  description = "Units of the processor for a task; 1024 are one."
}

variable "memory" {
  type        = number
  default     = 1024
  description = "MiB for a task. 512 are enough for the heap of 128 MB that the image has."
}

variable "public_url" {
  type        = string
  description = "PUBLIC_URL: https and the host at which people reach the site."

  validation {
    condition     = can(regex("^https://[A-Za-z0-9.-]+/?$", var.public_url))
    error_message = "https:// and a host."
  }
}

variable "trusted_proxies" {
  type        = string
  description = "TRUSTED_PROXIES: the networks of the load balancer's subnets, by comma."
}

variable "database_url" {
  type        = string
  description = "DATABASE_URL of a database server, without a password."

  validation {
    condition     = can(regex("^(mysql|mariadb|postgres|postgresql)://([^:/@?]+@)?[^/@?]+/[^@]+$", var.database_url))
    error_message = "mysql://user@host/name, mariadb://… or postgresql://…, without a password."
  }
}

variable "elasticsearch_url" {
  type        = string
  description = "ELASTICSEARCH_URL of Elasticsearch or OpenSearch."
}

variable "secret_key_arn" {
  type        = string
  description = "ARN of a secret of Secrets Manager that holds SECRET_KEY."
}

variable "database_password_arn" {
  type        = string
  description = "ARN of a secret of Secrets Manager that holds DATABASE_PASSWORD; of one key of a JSON secret: ARN:key::"
}

variable "environment" {
  type        = map(string)
  default     = {}
  description = "Other settings of docs/config.md, such as MAIL_SERVER."
}

variable "secrets" {
  type        = map(string)
  default     = {}
  description = "Other secret settings, such as MAIL_PASSWORD, with the ARN that holds each."
}

variable "min_tasks" {
  type        = number
  default     = null
  description = "Tasks at least; null for what scalable-target.json says."
}

variable "max_tasks" {
  type        = number
  default     = null
  description = "Tasks at most; null for what scalable-target.json says. Each opens DATABASE_POOL connections, and there are 32 node numbers, two for each task during a deployment."

  validation {
    condition     = var.max_tasks == null ? true : var.max_tasks <= 15
    error_message = "At most 15: a deployment runs twice as many, and there are 32 node numbers."
  }
}

variable "log_days" {
  type        = number
  default     = 30
  description = "How many days the log is kept."
}
