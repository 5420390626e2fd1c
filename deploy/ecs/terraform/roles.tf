data "aws_partition" "current" {}

data "aws_iam_policy_document" "ecs" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

# What ECS itself may before the server begins: fetch the image, write the log, read exactly these secrets.
resource "aws_iam_role" "execution" {
  name_prefix        = "${local.name}-start-"
  assume_role_policy = data.aws_iam_policy_document.ecs.json
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

data "aws_iam_policy_document" "secrets" {
  statement {
    actions = ["secretsmanager:GetSecretValue"]

    # Of ARN:key:: the first seven parts are the secret.
    resources = [
      for arn in concat([var.secret_key_arn, var.database_password_arn], values(var.secrets)) :
      join(":", slice(split(":", arn), 0, 7))
    ]
  }
}

resource "aws_iam_role_policy" "secrets" {
  name   = "secrets"
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.secrets.json
}

# What the server itself may: nothing. It talks to no service of AWS.
resource "aws_iam_role" "task" {
  name_prefix        = "${local.name}-"
  assume_role_policy = data.aws_iam_policy_document.ecs.json
}
